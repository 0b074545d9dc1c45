/**
 * The node protocol, version 2: how a harness drives one node, and how a program in any language can be put under test. {@code
 * impl/node/NODE-PROTOCOL.md} describes it, with a JSON Schema beside it.
 *
 * <p>Terms: a <em>command</em> is a line from the harness to the node, an <em>answer</em> one from the node to the harness; every other
 * line from the node is one of its history. The <em>token</em> of a run lets a connection in.
 *
 * <p>May use: Jackson. May be used by: the node and the engine.
 */
@NullMarked
package dev.maat.node.protocol;

import org.jspecify.annotations.NullMarked;
