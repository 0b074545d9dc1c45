/**
 * Extended virtual synchrony (Moser et al. 1994, specifications 1 to 7), over regular and transitional configurations.
 *
 * <p>There is one class for each property. Its documentation gives the definition, the source, the cost, the cases and
 * what puts them at risk, and one violation. Letters: N deliveries, M messages, n processes. Sources are those of
 * {@link dev.maat.checkers.properties}.
 *
 * <p>Terms, beside those of {@link dev.maat.checkers.facts}: a <em>configuration</em> is a regular view, or a
 * transitional one between two of them; <em>com(c)</em> at a process is its regular configuration c together with the
 * transitional one that follows it there, so it spans what the view c spans for every other property. The order of a
 * process's own events decides in which of the two an event happens, whatever view a delivery names.
 *
 * <p>If views change and the history records no transitional configuration, it has no data for evs-*: nothing shows
 * which messages were delivered in which configuration, and a system without transitional configurations does not
 * promise extended virtual synchrony. If no process moves, as in a static group, there is no transitional configuration
 * to record, and the regular configuration is judged alone.
 *
 * <p>EVS states some properties of infinite runs: a sender delivers its own message, members end in one configuration.
 * They are violated once a process has gone on without doing so, or, on the core, once the run was at rest. If a
 * history was never at rest, only what is still owed at its end is unknown.
 *
 * <p>May use: catalogue, history, facts, finding; the checkers of delivery and membership, of which its own are variants. May
 * be used by: the list of checkers.
 */
@NullMarked
package dev.maat.checkers.properties.evs;

import org.jspecify.annotations.NullMarked;
