/**
 * The deployment of processes: a scenario on plain processes of this machine, without a container engine and without rights beyond
 * those of the user.
 *
 * <p>Terms: each node has a <em>loopback address</em> of its own, of a block that no other run uses. A node's process is a
 * <em>child</em> of this JVM. The <em>guard</em> is a child as well, a shell that ends all others when this JVM ends, however it
 * ends. What the nodes send each other goes through the link proxy of {@code dev.maat.injectors.processes}, which does the
 * faults of links.
 *
 * <p>A process has the machine's clock, its files and its user in common with its judge and with the other nodes; containers keep them
 * apart. An implementation that ends other processes of its user, or finds its peers past the addresses that it is given, needs those.
 *
 * <p>May use: engine.live, engine.run, injectors, node, scenario, faults. May be used by: {@link dev.maat.engine.Deployments} and the
 * doctor.
 */
@NullMarked
package dev.maat.engine.processes;

import org.jspecify.annotations.NullMarked;
