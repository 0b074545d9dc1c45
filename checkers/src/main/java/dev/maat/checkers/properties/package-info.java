/**
 * The list of checkers, and the order in which they run. Each property has one class, in the room of its subject: membership,
 * delivery, order, agreement, environment, evs.
 *
 * <p>Definitions are those of the catalogue. The checkers cite their sources as follows: CKV = Chockler, Keidar, Vitenberg
 * 2001; DSU = D&eacute;fago, Schiper, Urb&aacute;n 2004; HT = Hadzilacos, Toueg 1994; EVS = Moser, Melliar-Smith, Agarwal et
 * al. 1994; Birman = Birman, van Renesse.
 *
 * <p>May use: catalogue, history, facts, finding, and the rooms below. May be used by: {@link dev.maat.checkers.Judge}, online and its
 * release rules, witness, the benchmarks.
 */
@NullMarked
package dev.maat.checkers.properties;

import org.jspecify.annotations.NullMarked;
