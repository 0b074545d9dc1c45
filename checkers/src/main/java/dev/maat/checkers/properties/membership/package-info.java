/**
 * Views: their members, how they follow one another, and whether the core ends in one.
 *
 * <p>There is one class for each property. Its documentation gives the definition, the source, the cost, the cases and
 * what puts them at risk, and one violation. Letters: N deliveries, M messages, n processes. Sources are those of
 * {@link dev.maat.checkers.properties}.
 *
 * <p>Terms, beside those of {@link dev.maat.checkers.facts}: a process's <em>own copy</em> of a view is the content it
 * recorded under the view's id; <em>rivals</em> are primary views of one generation with the same seq; an <em>edge</em>
 * leads from one primary view to the next one of some process.
 *
 * <p>May use: catalogue, history, facts, finding. May be used by: the list of checkers, and evs, some of whose
 * checkers are variants of these.
 */
@NullMarked
package dev.maat.checkers.properties.membership;

import org.jspecify.annotations.NullMarked;
