/**
 * Certificates for a reader: the page of one, and the matrix of many.
 *
 * <p>May use: engine.run, engine.bundle, certify.plan, certify.certificate, reports. May be used by: certify, certify.verify, and the commands.
 */
@NullMarked
package dev.maat.engine.certify.pages;

import org.jspecify.annotations.NullMarked;
