/**
 * Decides which messages the online judge may let go: those that no later line can involve in a violation.
 *
 * <p>Terms: a message is <em>finished</em> when its send has returned and every process that can still deliver it has delivered it;
 * a process is <em>past</em> a view when it can deliver nothing in it any more; a message is <em>let go</em> when all its lines leave
 * the window and only counts of them are kept; a <em>pinned</em> message stays, since later lines are compared with one of its
 * lines. The rule and its proof are in {@code LETTING-GO.md} of the package above.
 *
 * <p>May use: catalogue, history, facts, finding, properties. May be used by: online.
 */
@NullMarked
package dev.maat.checkers.online.release;

import org.jspecify.annotations.NullMarked;
