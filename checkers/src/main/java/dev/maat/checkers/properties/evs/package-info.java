/**
 * Extended virtual synchrony (Moser et al. 1994, specifications 1 to 7), over regular and transitional configurations.
 *
 * <p>One class a property; its documentation gives the definition, the source, the cost, what puts it at risk, and one
 * violation. Terms are those of {@link dev.maat.checkers.facts}.
 *
 * <p>May use: catalogue, history, facts, finding; the checkers of delivery and membership, of which its own are variants. May
 * be used by: the list of checkers.
 */
@NullMarked
package dev.maat.checkers.properties.evs;

import org.jspecify.annotations.NullMarked;
