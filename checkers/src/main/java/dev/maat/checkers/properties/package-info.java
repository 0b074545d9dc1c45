/**
 * The properties, one class each, and the facts that they are judged on.
 *
 * <p>Terms: an <em>install</em> is numbered over all processes, those of one process stand together and in order; a
 * <em>move</em> is two consecutive installs of one process; a <em>first delivery</em> is numbered likewise, so the
 * deliveries of one process in one view are a range; a <em>case</em> is what a definition quantifies over; the
 * <em>core</em> is judged for liveness. Definitions are those of the catalogue; sources: CKV = Chockler, Keidar, Vitenberg
 * 2001; DSU = D&eacute;fago, Schiper, Urb&aacute;n 2004; HT = Hadzilacos, Toueg 1994; EVS = Moser et al. 1994.
 *
 * <p>Extended virtual synchrony: a <em>configuration</em> is a regular view or a transitional one between; com(c) at a process
 * is its regular configuration c and the transitional one that follows it there, so it spans what the view c spans for every
 * other property. A process's order decides in which of them something happens, whatever view a delivery names. Histories
 * in which views change and nobody tells of a transitional configuration have no data for evs-*: what was delivered in which
 * cannot be known, and a system without them is none of that kind. Where nobody moves, in a static group say, there is
 * nothing to tell, and the regular configuration is judged alone. EVS states some things of infinite runs (a sender delivers
 * its own message, members end in one configuration): they are violated once a process has gone on without, or, on the core,
 * once the run was at rest; a history that was never at rest leaves unknown what is still owed at its end, and nothing else.
 *
 * <p>May use: the history model. May be used by: {@link dev.maat.checkers.Judge}.
 */
@NullMarked
package dev.maat.checkers.properties;

import org.jspecify.annotations.NullMarked;
