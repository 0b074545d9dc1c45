/**
 * What can be done to a group, as data: pure, the same for every deployment.
 *
 * <p>Terms: a {@link dev.maat.faults.Fault} is one thing that is done; it <em>lasts</em> until it is healed, or is over at
 * once. A {@link dev.maat.faults.FaultPlan} is an explicit, timed list of faults. A {@link dev.maat.faults.Swarm} is the
 * distribution that plans are drawn from. A {@link dev.maat.faults.FaultEffect} is what a fault did, counted; a fault
 * <em>bit</em> if that is anything at all. {@link dev.maat.faults.Capabilities} say what a deployment can do; asking it for
 * more is an error, never a silent omission.
 *
 * <p>May use: the JDK. May be used by: injectors, scenario and what is above them.
 */
@NullMarked
package dev.maat.faults;

import org.jspecify.annotations.NullMarked;
