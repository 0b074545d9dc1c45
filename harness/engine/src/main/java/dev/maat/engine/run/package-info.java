/**
 * One run: from a scenario to a history, a verdict, a report and an exit code.
 *
 * <p>Terms: a <em>deployment</em> is where the processes of a run live, behind one interface; a <em>run directory</em> holds
 * the scenario, history, verdict and report of one run; <em>progress</em> is what a long step says while it works.
 *
 * <p>May use: scenario, faults, checkers, reports, node (implementation folders). May be used by: the deployments, campaigns,
 * the commands.
 */
@NullMarked
package dev.maat.engine.run;

import org.jspecify.annotations.NullMarked;
