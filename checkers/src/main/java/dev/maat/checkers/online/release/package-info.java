/**
 * Decides which messages the online judge may let go: those that no later line can involve in a violation.
 *
 * <p>Terms: a message is <em>finished</em> when its send has returned and every process that can still deliver it has done so;
 * it is <em>let go</em> when all its lines leave the window, and what they were counted for is kept as numbers. The rule and
 * its argument stand in the documentation of the package above.
 *
 * <p>May use: catalogue, history, facts, finding. May be used by: online.
 */
@NullMarked
package dev.maat.checkers.online.release;

import org.jspecify.annotations.NullMarked;
