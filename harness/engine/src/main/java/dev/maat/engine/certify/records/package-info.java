/**
 * What is known of the runs of a certification.
 *
 * <p>Terms: what a run <em>derived</em> follows from its history alone, what it was <em>told</em> only the harness knew; a run
 * <em>counts</em> if its verdict is holds, not-exercised or violated; what is <em>measured</em> beside the runs no verifier can derive
 * again.
 *
 * <p>May use: engine.bundle, engine.run, certify.plan, checkers. May be used by: the other rooms of certify but plan, and the commands.
 */
@NullMarked
package dev.maat.engine.certify.records;

import org.jspecify.annotations.NullMarked;
