/**
 * Facts of one history that several checkers need, computed once: views and moves, deliveries, sends, risk, exclusion, the core,
 * causality.
 *
 * <p>Terms: an <em>install</em> is numbered over all processes, and the installs of one process stand together and in order; a
 * <em>move</em> is two consecutive installs of one process; a <em>first delivery</em> is numbered in the same way, so the deliveries
 * of one process in one view are a range; the <em>core</em> is the set of processes judged for liveness; a
 * <em>configuration</em> is a regular view or a transitional one between two of them.
 *
 * <p>Facts only find. Sentences and witnesses of violations are made in {@code finding} and {@code properties}.
 *
 * <p>May use: catalogue, history. May be used by: finding, properties, online.release.
 */
@NullMarked
package dev.maat.checkers.facts;

import org.jspecify.annotations.NullMarked;
