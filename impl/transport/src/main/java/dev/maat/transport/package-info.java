/**
 * Runs a {@link dev.maat.contract.ProtocolCore} on real sockets.
 *
 * <p>A {@link dev.maat.transport.MemberLoop} is one member: one thread waits for sockets, timers and commands, steps the core
 * and carries out its effects in order. A {@link dev.maat.transport.TransportKind transport} moves packets, unreliably: UDP
 * unicast fan-out, UDP with IP multicast for the group, or a TCP mesh. A <em>link</em> is a directed pair of nodes; a
 * <em>probe</em> is a packet of the harness's own that the core never sees, which shows that a link carries packets.
 *
 * <p>Every packet has one byte in front: {@link dev.maat.transport.Wire}. Its sender is known by the source address (UDP) or by
 * the name in the connection's hello (TCP, since a proxy may stand between).
 *
 * <p>May use: contract. May be used by: the node, the group library, and programs that embed a core.
 */
@NullMarked
package dev.maat.transport;

import org.jspecify.annotations.NullMarked;
