/**
 * Makes the runs of a plan, and keeps them until the bundle has them.
 *
 * <p>Terms: a <em>lane</em> is runs that are made side by side, and a live run has a <em>turn</em> beside others or alone. The
 * <em>course</em> takes runs in the order of the plan, the <em>inquiry</em> looks into those that are violated. A <em>sitting</em> is the
 * work of one process on a certification; a <em>finished</em> run lies in a file of its own, and an interrupted certification goes on from
 * those.
 *
 * <p>May use: engine.bundle, engine.run, engine.shrink, engine (deployments), certify.plan, certify.records, checkers. May be used by: certify, the commands, and junit.
 */
@NullMarked
package dev.maat.engine.certify.runs;

import org.jspecify.annotations.NullMarked;
