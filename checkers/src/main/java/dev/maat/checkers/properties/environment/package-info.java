/**
 * The frame around messages and views: how processes end, blocking, upcalls, state transfer, memory.
 *
 * <p>There is one class for each property. Its documentation gives the definition, the source, the cost, the cases and
 * what puts them at risk, and one violation. Letters: N deliveries, M messages, n processes. Sources are those of
 * {@link dev.maat.checkers.properties}.
 *
 * <p>Terms, beside those of {@link dev.maat.checkers.facts}: an <em>upcall</em> is a call by the implementation into
 * the application; a <em>survivor</em> of a view change is a process that moves to the view, a <em>joiner</em> one that
 * begins with it.
 *
 * <p>May use: catalogue, history, facts, finding. May be used by: the list of checkers.
 */
@NullMarked
package dev.maat.checkers.properties.environment;

import org.jspecify.annotations.NullMarked;
