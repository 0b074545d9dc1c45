/**
 * The certificate: what follows from the records of a plan's runs.
 *
 * <p>Terms: a property is <em>exercised</em> with enough cases at risk from enough seeds. The outcome is certified, refused or
 * inconclusive.
 *
 * <p>May use: engine (deployments), certify.plan, certify.records, checkers. May be used by: certify, certify.pages, certify.verify, the commands, and junit.
 */
@NullMarked
package dev.maat.engine.certify.certificate;

import org.jspecify.annotations.NullMarked;
