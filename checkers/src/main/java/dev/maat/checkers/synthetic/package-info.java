/**
 * Generates large valid histories of known size and shape, on which the speed of the checkers is measured.
 *
 * <p>Terms: a <em>round</em> is one message of each member of a view, all of them sent before any is delivered; a <em>shape</em>
 * is the order in which members deliver a round.
 *
 * <p>May use: the JDK, none of the checkers. May be used by: benchmarks, tests, the bench command.
 */
@NullMarked
package dev.maat.checkers.synthetic;

import org.jspecify.annotations.NullMarked;
