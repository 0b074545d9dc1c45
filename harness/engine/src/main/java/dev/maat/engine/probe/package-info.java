/**
 * The self-test for the author of a node: it walks the node protocol step by step on two nodes, and says at the first step that goes
 * wrong what was seen and what would have been right.
 *
 * <p>Terms: a <em>step</em> is one thing that a node does; an <em>ear</em> keeps all that one node said, in its order.
 *
 * <p>May use: engine.live, engine.processes, node, faults, checkers. May be used by: {@code dev.maat.engine.cli}.
 */
@NullMarked
package dev.maat.engine.probe;

import org.jspecify.annotations.NullMarked;
