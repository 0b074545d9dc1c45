/**
 * Which messages are delivered, how often, and in which view: integrity, no duplication, same-view and sending-view
 * delivery, virtual synchrony, safe indication.
 *
 * <p>There is one class for each property. Its documentation gives the definition, the source, the cost, the cases and
 * what puts them at risk, and one violation. Letters: N deliveries, M messages, n processes. Sources are those of
 * {@link dev.maat.checkers.properties}.
 *
 * <p>Terms, beside those of {@link dev.maat.checkers.facts}: a message's <em>sending views</em> are the views that were
 * current at its sender between the send and its return; a delivery <em>in a view</em> is a first delivery while that
 * view is current.
 *
 * <p>May use: catalogue, history, facts, finding. May be used by: the list of checkers, and evs, some of whose
 * checkers are variants of these.
 */
@NullMarked
package dev.maat.checkers.properties.delivery;

import org.jspecify.annotations.NullMarked;
