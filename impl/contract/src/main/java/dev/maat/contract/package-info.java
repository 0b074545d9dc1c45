/**
 * The contract that an implementation of group communication fulfils, and all that it may see of Maat.
 *
 * <p>An implementation is of one of two kinds. A <em>pure</em> implementation is a {@link dev.maat.contract.ProtocolCore}: a state machine that turns an
 * {@link dev.maat.contract.Input} and the time into {@link dev.maat.contract.Effect}s; it runs in simulation and on real
 * sockets. A <em>live</em> one is a {@link dev.maat.contract.GroupMember} that owns its sockets and threads. Both are made by
 * an {@link dev.maat.contract.ImplementationProvider}, named by the implementation folder's {@code manifest.json}.
 *
 * <p>Terms: a <em>node</em> is a name in the topology ("n1"); a <em>process</em> is one incarnation of a node ("n1.0"); a
 * <em>view</em> is an agreed list of processes in rank order; to <em>install</em> a view is to tell the application about it. A
 * <em>static group</em> has no views: its processes are the first ones of all nodes. Its manifest says {@code
 * "membership":"static"}.
 *
 * <p>May use: the JDK. May be used by: implementations, recording, transport, the node, scenario, simulation, engine.
 */
@NullMarked
package dev.maat.contract;

import org.jspecify.annotations.NullMarked;
