/**
 * The simulation as a deployment: virtual time, one thread, and a seed that replays to the byte.
 *
 * <p>May use: engine.run, simulation, scenario, faults, node (implementations), checkers. May be used by: {@link
 * dev.maat.engine.Deployments}.
 */
@NullMarked
package dev.maat.engine.simulated;

import org.jspecify.annotations.NullMarked;
