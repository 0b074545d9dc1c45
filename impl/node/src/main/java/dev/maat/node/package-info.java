/**
 * The process that hosts an implementation, pure or live, and speaks the node protocol for it.
 *
 * <p>A <em>node</em> is a place in the topology that may live through several <em>processes</em>; the operating system's process
 * started by {@link dev.maat.node.NodeMain} hosts exactly one of them. The <em>host</em> runs the implementation and records
 * what it does; the <em>control server</em> is the harness's way in, apart from the group's traffic; the <em>evidence</em> is
 * in the file before anybody sees what it tells.
 *
 * <p>May use: contract, transport, checkers (recording). May be used by: nobody; the engine uses the packages below.
 */
@NullMarked
package dev.maat.node;

import org.jspecify.annotations.NullMarked;
