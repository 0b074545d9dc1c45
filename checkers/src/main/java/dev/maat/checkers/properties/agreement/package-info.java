/**
 * Liveness: the deliveries, returns and indications that the processes of the core owe once the run is quiet. Validity,
 * agreement, uniform agreement, and the liveness of sends, multicasts and safe indications.
 *
 * <p>There is one class for each property. Its documentation gives the definition, the source, the cost, the cases and
 * what puts them at risk, and one violation. Letters: N deliveries, M messages, n processes. Sources are those of
 * {@link dev.maat.checkers.properties}.
 *
 * <p>Terms, beside those of {@link dev.maat.checkers.facts}: an <em>obligation</em> is a delivery that a process owes
 * because another process made it; a <em>circle</em> is a set of installs whose processes owe the same deliveries; an
 * <em>END</em> is the last message of a core process, which the harness invokes.
 *
 * <p>May use: catalogue, history, facts, finding. May be used by: the list of checkers.
 */
@NullMarked
package dev.maat.checkers.properties.agreement;

import org.jspecify.annotations.NullMarked;
