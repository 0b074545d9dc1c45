/**
 * In which order messages are delivered: by sender, by cause, in one total order, and their places in it.
 *
 * <p>One class a property; its documentation gives the definition, the source, the cost, what puts it at risk, and one
 * violation. Terms are those of {@link dev.maat.checkers.facts}.
 *
 * <p>May use: catalogue, history, facts, finding. May be used by: the list of checkers.
 */
@NullMarked
package dev.maat.checkers.properties.order;

import org.jspecify.annotations.NullMarked;
