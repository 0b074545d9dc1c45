/**
 * The scenario of a run, and the conductor that drives it: sans-I/O, one for all deployments.
 *
 * <p>Terms: a {@link dev.maat.scenario.Scenario} is everything that decides a run, written before it and enough to run it
 * again. A <em>deployment</em> makes processes run (in simulation, in containers): it carries out
 * {@link dev.maat.scenario.conductor.Action}s and tells {@link dev.maat.scenario.conductor.Observation}s to the
 * {@link dev.maat.scenario.conductor.RunConductor}. The <em>safety phase</em> is the workload under the fault plan. The <em>core</em> is
 * the set of nodes that is healed and judged for liveness. <em>Quiet</em> is when load has stopped and probes have shown that
 * the core's links and processes work; then each core process multicasts an END.
 *
 * <p>The scenario file is documented at {@link dev.maat.scenario.ScenarioJson}.
 *
 * <p>May use: contract, faults, checkers, Jackson. May be used by: simulation, engine.
 */
@NullMarked
package dev.maat.scenario;

import org.jspecify.annotations.NullMarked;
