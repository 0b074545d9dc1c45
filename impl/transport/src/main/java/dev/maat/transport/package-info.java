/**
 * Runs a {@link dev.maat.contract.ProtocolCore} on real sockets.
 *
 * <p>A {@link dev.maat.transport.MemberLoop} is one member: one thread waits for sockets, timers and commands, steps the core
 * and carries out its effects in order. A {@link dev.maat.transport.TransportKind transport} moves packets, unreliably: UDP
 * unicast fan-out, UDP with IP multicast for the group, or a TCP mesh. A <em>link</em> is a directed pair of nodes; a
 * <em>probe</em> is a packet of the harness's own that the core never sees, which shows that a link carries packets.
 *
 * <p>Every packet goes with one byte in front: {@link dev.maat.transport.Wire}. Who sent it: for UDP the source address, for TCP
 * the name in the connection's hello (a proxy may stand between).
 *
 * <p>May use: contract. May be used by: the node, and who embeds a core in a program.
 */
@NullMarked
package dev.maat.transport;

import org.jspecify.annotations.NullMarked;
