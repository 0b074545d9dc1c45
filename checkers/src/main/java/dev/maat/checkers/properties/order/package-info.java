/**
 * The order in which messages are delivered: per sender, by cause, in one total order, and their places in it.
 *
 * <p>There is one class for each property. Its documentation gives the definition, the source, the cost, the cases and
 * what puts them at risk, and one violation. Letters: N deliveries, M messages, n processes. Sources are those of
 * {@link dev.maat.checkers.properties}.
 *
 * <p>Terms, beside those of {@link dev.maat.checkers.facts}: m is <em>before</em> m' at its sender if its send returned
 * before that of m' was invoked; a <em>place</em> is the number that the implementation gives a message in its total
 * order; processes <em>complete a view together</em> if they move from it to the same next view, or are core processes
 * and end in it; a <em>hole</em> is a message left out before one that is delivered.
 *
 * <p>May use: catalogue, history, facts, finding. May be used by: the list of checkers.
 */
@NullMarked
package dev.maat.checkers.properties.order;

import org.jspecify.annotations.NullMarked;
