/**
 * What several checkers ask of one history, computed once: views and moves, deliveries, sends, what was at risk, exclusion, the
 * core, causality.
 *
 * <p>Terms: an <em>install</em> is numbered over all processes, and the installs of one process stand together and in order; a
 * <em>move</em> is two consecutive installs of one process; a <em>first delivery</em> is numbered likewise, so the deliveries
 * of one process in one view are a range; the <em>core</em> is the set of processes judged for liveness; a
 * <em>configuration</em> is a regular view or a transitional one between two of them.
 *
 * <p>A fact finds. It tells nothing: no sentence and no witness is made here.
 *
 * <p>May use: catalogue, history. May be used by: finding, properties, online.
 */
@NullMarked
package dev.maat.checkers.facts;

import org.jspecify.annotations.NullMarked;
