/**
 * Measures how fast Maat itself is, on synthetic histories.
 *
 * <p>Terms: a <em>measurement</em> is one history read and judged; <em>live heap</em> is what a full collection leaves;
 * the <em>slope</em> is the cost of an event in a large history divided by that in a small one, 1.00 where cost is linear.
 *
 * <p>May use: the checkers. May be used by: the commands.
 */
@NullMarked
package dev.maat.engine.bench;

import org.jspecify.annotations.NullMarked;
