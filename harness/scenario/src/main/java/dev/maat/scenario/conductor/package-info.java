/**
 * The conductor of a run, sans-I/O, one for all deployments. {@link dev.maat.scenario.conductor.RunConductor} notes observations in
 * the roster and drives the current phase.
 *
 * <pre>
 * port     actions and observations: all that a deployment and the conductor exchange
 * group    the roster of nodes and the choice of the core
 * load     the multicasts of the workload, and the END messages
 * faults   the fault plan: when faults fall due, whether they can be afforded, their lines
 * phases   one class a phase, with the transition table
 * </pre>
 *
 * <p>load and faults use port and group, phases use all four, and the conductor uses all five; no arrow points the other way.
 *
 * <p>May use: scenario, faults, checkers (recording). May be used by: simulation, engine.
 */
@NullMarked
package dev.maat.scenario.conductor;

import org.jspecify.annotations.NullMarked;
