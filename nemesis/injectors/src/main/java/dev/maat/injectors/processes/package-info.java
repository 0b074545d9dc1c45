/**
 * How a fault is carried out on processes of this machine, without any rights beyond those of its user.
 *
 * <p>Terms: a <em>link</em> is the directed way from one node to another. The <em>link proxy</em> stands in the middle of all of
 * them: each node is told, for each peer, an address of the proxy, a <em>door</em>, instead of the peer's own. The <em>rules</em>
 * are the faults in force on links; they decide what becomes of each datagram or piece of a stream, and count it as proof that a
 * fault bit. A process is <em>held</em> while a signal has stopped it.
 *
 * <p>The proxy's sockets stay open when a node's process ends. So a sender is not told by ICMP that nobody listens, as if a firewall
 * dropped its datagrams: it has to find out by silence.
 *
 * <p>May use: faults, injectors. May be used by: the engine's deployment of processes, and its names of deployments.
 */
@NullMarked
package dev.maat.injectors.processes;

import org.jspecify.annotations.NullMarked;
