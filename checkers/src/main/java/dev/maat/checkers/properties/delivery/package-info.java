/**
 * What is delivered, how often, and in which view: integrity, no duplication, same-view delivery, virtual synchrony, safe
 * indication.
 *
 * <p>One class a property; its documentation gives the definition, the source, the cost, what puts it at risk, and one
 * violation. Terms are those of {@link dev.maat.checkers.facts}.
 *
 * <p>May use: catalogue, history, facts, finding. May be used by: the list of checkers.
 */
@NullMarked
package dev.maat.checkers.properties.delivery;

import org.jspecify.annotations.NullMarked;
