/**
 * The process that hosts an implementation, pure or live, and speaks the node protocol on its behalf.
 *
 * <p>A <em>node</em> is a place in the topology that may live through several <em>processes</em>; the operating system's process
 * started by {@link dev.maat.node.NodeMain} hosts exactly one of them. The <em>host</em> runs the implementation and records
 * its effects or upcalls; the <em>control server</em> takes the harness's commands, apart from the group's traffic; a line of
 * <em>evidence</em> is in the file before the application sees the event.
 *
 * <p>May use: the packages below, contract, transport, recording, checkers (recording). May be used by: no package;
 * the engine uses the implementation and protocol packages below, and its simulation the two classes that look at a JVM.
 */
@NullMarked
package dev.maat.node;

import org.jspecify.annotations.NullMarked;
