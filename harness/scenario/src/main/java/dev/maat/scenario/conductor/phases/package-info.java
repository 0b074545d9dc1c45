/**
 * The phases of a run, one class each; {@link dev.maat.scenario.conductor.phases.Phase} has the transition table.
 *
 * <p>Terms: a phase is <em>driven</em> after every observation and at its <em>deadline</em>, the time at which it must look again
 * although nothing was observed. The core is <em>at rest</em> when all its processes are in one view of exactly its members. A
 * <em>standstill</em> is a run that timed out, or a core that did not come to rest; it is told by its cause.
 *
 * <p>May use: scenario, checkers (recording), faults, and the conductor's port, group, load and faults. May be used by: the
 * conductor.
 */
@NullMarked
package dev.maat.scenario.conductor.phases;

import org.jspecify.annotations.NullMarked;
