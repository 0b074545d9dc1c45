/**
 * What the processes of the core deliver once the run is quiet: validity, agreement, liveness of sends and of safe indications.
 *
 * <p>One class a property; its documentation gives the definition, the source, the cost, what puts it at risk, and one
 * violation. Terms are those of {@link dev.maat.checkers.facts}.
 *
 * <p>May use: catalogue, history, facts, finding. May be used by: the list of checkers.
 */
@NullMarked
package dev.maat.checkers.properties.agreement;

import org.jspecify.annotations.NullMarked;
