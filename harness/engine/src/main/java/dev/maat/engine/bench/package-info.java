/**
 * Measures how fast Maat itself is, on histories that it makes for the purpose.
 *
 * <p>Terms: a <em>measurement</em> is one history read and judged; <em>live heap</em> is what a full collection leaves;
 * <em>slope</em> is the cost of an event in a history over that in a smaller one, 1.00 where cost is linear.
 *
 * <p>May use: the checkers. May be used by: the commands.
 */
@NullMarked
package dev.maat.engine.bench;

import org.jspecify.annotations.NullMarked;
