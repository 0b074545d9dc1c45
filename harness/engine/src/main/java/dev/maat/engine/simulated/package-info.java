/**
 * The simulation as a deployment: virtual time, one thread, and a seed that replays to the byte.
 *
 * <p>Terms: a <em>worker</em> is a JVM that makes runs for the judge's JVM; all code of an implementation runs there. A <em>known
 * end</em> is a call of an implementation that ended a worker; the run is made once more without that call. A <em>strict</em> run is
 * alone in its worker. A <em>seal</em> shows that a message or a file is as the worker wrote it.
 *
 * <p>A worker and its implementation share a JVM and a user. Each of these is therefore noticed and is the implementation's doing: an
 * end or a standstill of the JVM, threads, processes, hooks and descriptors that are left in it, bytes in its pipes, and other
 * writers of the history. Not noticed: reflection into classes of the worker, work in the JDK's own threads such as finalizers, and
 * processes that native code detaches.
 *
 * <p>May use: engine.run, simulation, scenario, faults, recording, node (implementations), checkers. May be used by: {@link
 * dev.maat.engine.Deployments}.
 */
@NullMarked
package dev.maat.engine.simulated;

import org.jspecify.annotations.NullMarked;
