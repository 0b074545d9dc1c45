/**
 * One run: from a scenario to a history, a verdict, a report and an exit code.
 *
 * <p>Terms: a <em>deployment</em> is where the processes of a run live, behind one interface; a <em>run directory</em> holds
 * the scenario, history, verdict and report of one run; <em>progress</em> is what a long step reports while it works; a
 * <em>doubt</em> is a reason why a run proves less than its history alone would.
 *
 * <p>May use: scenario, faults, checkers, reports, Jackson. May be used by: the deployments, campaigns, the commands.
 */
@NullMarked
package dev.maat.engine.run;

import org.jspecify.annotations.NullMarked;
