/**
 * The scenario of a run: a {@link dev.maat.scenario.Scenario} is everything that decides the run, written before it, and enough to
 * replay it.
 *
 * <p>Terms: a <em>deployment</em> makes processes run (in simulation, in containers); the conductor, in a package of its own below
 * this one, tells it how to. The <em>safety phase</em> is the workload under the fault plan. The <em>core</em> is the set of nodes
 * that are healed and judged for liveness. The run is <em>quiet</em> when the load has stopped and probes have shown that the core's
 * links and processes work; then each core process multicasts an END.
 *
 * <p>The scenario file is documented at {@link dev.maat.scenario.ScenarioJson}.
 *
 * <p>May use: contract, faults, checkers (the names of the catalogue), Jackson. May be used by: the conductor, simulation, engine.
 */
@NullMarked
package dev.maat.scenario;

import org.jspecify.annotations.NullMarked;
