/**
 * The properties, one class each, and the facts that they are judged on.
 *
 * <p>Terms: an <em>install</em> is numbered over all processes, those of one process stand together and in order; a
 * <em>move</em> is two consecutive installs of one process; a <em>first delivery</em> is numbered likewise, so the
 * deliveries of one process in one view are a range; a <em>case</em> is what a definition quantifies over; the
 * <em>core</em> is judged for liveness. Definitions are those of the catalogue; sources: CKV = Chockler, Keidar, Vitenberg
 * 2001; DSU = D&eacute;fago, Schiper, Urb&aacute;n 2004; HT = Hadzilacos, Toueg 1994; EVS = Moser et al. 1994.
 *
 * <p>May use: the history model. May be used by: {@link dev.maat.checkers.Judge}.
 */
@NullMarked
package dev.maat.checkers.properties;

import org.jspecify.annotations.NullMarked;
