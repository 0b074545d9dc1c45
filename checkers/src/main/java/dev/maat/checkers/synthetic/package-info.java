/**
 * Big valid histories of known size and shape, made on the spot: what the checkers' speed is measured on.
 *
 * <p>Terms: a <em>round</em> is one message of each member of a view, sent by all before any is delivered; a <em>shape</em>
 * says in which order members deliver a round.
 *
 * <p>May use: the JDK. May be used by: benchmarks, tests, the bench command.
 */
@NullMarked
package dev.maat.checkers.synthetic;

import org.jspecify.annotations.NullMarked;
