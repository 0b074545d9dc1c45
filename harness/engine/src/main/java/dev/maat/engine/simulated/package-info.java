/**
 * The simulation as a deployment: virtual time, one thread, and a seed that replays to the byte.
 *
 * <p>Terms: a <em>worker</em> is a JVM that makes runs for the judge's JVM; all code of an implementation runs there. A <em>known
 * end</em> is a call of an implementation that ended a worker; the run is made once more without that call. A <em>strict</em> run is
 * alone in its worker.
 *
 * <p>May use: engine.run, simulation, scenario, faults, recording, node (implementations), checkers. May be used by: {@link
 * dev.maat.engine.Deployments}.
 */
@NullMarked
package dev.maat.engine.simulated;

import org.jspecify.annotations.NullMarked;
