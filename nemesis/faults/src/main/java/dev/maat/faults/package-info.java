/**
 * The fault model, as pure data: the same for every deployment.
 *
 * <p>Terms: a {@link dev.maat.faults.Fault} <em>lasts</em> until it is healed, or is over at once. A
 * {@link dev.maat.faults.PlannedFault} is a fault with the {@link dev.maat.faults.Moment} at which it falls due, and a
 * {@link dev.maat.faults.FaultPlan} is an explicit list of them. A {@link dev.maat.faults.Swarm}, an {@link dev.maat.faults.Ambush},
 * a {@link dev.maat.faults.Storm}, a {@link dev.maat.faults.Rivalry}, {@link dev.maat.faults.Departures}, a {@link dev.maat.faults.Scatter},
 * {@link dev.maat.faults.Whispers}, a {@link dev.maat.faults.Brink} and a {@link dev.maat.faults.Churn} are distributions from which plans are drawn; a seed's {@link dev.maat.faults.Flavour} says from which. A <em>mark</em> is a thing that a process comes to and that a fault may wait for ({@link dev.maat.faults.Moment.OnMark}); a
 * {@link dev.maat.faults.Role} stands for the nodes that play it then. A {@link dev.maat.faults.FaultEffect} counts the consequences of a fault; the fault <em>bit</em> if there is
 * any. {@link dev.maat.faults.Capabilities} list the kinds that a deployment can inject. A plan that asks for another kind is an
 * error: no fault is ever skipped silently.
 *
 * <p>May use: the JDK. May be used by: injectors, scenario and the modules above them.
 */
@NullMarked
package dev.maat.faults;

import org.jspecify.annotations.NullMarked;
