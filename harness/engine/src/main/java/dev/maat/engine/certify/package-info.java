/**
 * Certification: whether an implementation keeps a profile in every scenario of a plan that was fixed before the first run, and the
 * certificate that says so with its evidence.
 *
 * <p>Terms: the <em>plan</em> is made from a <em>master seed</em> and names every run; a <em>share</em> of it is the runs of one
 * source of scenarios in one deployment over one transport; a run <em>counts</em> if its verdict is holds, not-exercised or violated;
 * what a run <em>derived</em> follows from its history alone, what it was <em>told</em> only the harness knew; a property is
 * <em>exercised</em> with enough cases at risk from enough seeds. The outcome is certified, refused or inconclusive. A <em>lane</em> is
 * runs that are made side by side, a <em>sitting</em> the work of one process on a certification; an interrupted one goes on from its
 * <em>finished</em> runs.
 *
 * <p>May use: engine.run, engine.bundle, engine.battery, engine.shrink, engine (requests, deployments), checkers, naive, reports, node. May be used by: the
 * commands, and junit.
 */
@NullMarked
package dev.maat.engine.certify;

import org.jspecify.annotations.NullMarked;
