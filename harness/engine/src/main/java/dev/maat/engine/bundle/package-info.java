/**
 * The bundle of a certificate: one file that holds the raw histories, and whatever a third party needs to check the certificate again.
 * This package is its form alone; {@code engine.certify} says what the entries mean.
 *
 * <p>Terms: an <em>entry</em> is a named piece of the file; the <em>index</em> is the entry {@code bundle.json}, which names every
 * other one with its length and SHA-256; the <em>chain</em> joins the runs in their order, each link a hash over the one before and
 * over what the run left; a <em>signature</em> is over the bytes of the index, and so over everything.
 *
 * <p>May use: the JDK's zip and Ed25519, zstd, Jackson, engine.run. May be used by: engine.certify, the commands.
 */
@NullMarked
package dev.maat.engine.bundle;

import org.jspecify.annotations.NullMarked;
