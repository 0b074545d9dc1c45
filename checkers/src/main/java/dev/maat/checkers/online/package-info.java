/**
 * Judges histories while they are written, with the checkers that judge them whole.
 *
 * <p>The judge keeps a <em>window</em>: the lines that a later line could still need. At a look the checkers judge the window;
 * when it has doubled, messages are let go, all their lines at once. What they were counted for is kept as numbers, their ids as
 * runs of numbers. Views, faults, crashes, blocks, samples and lines of somebody's own stay. So each line is gone through a few
 * times at all, and memory holds what is in flight beside what stays.
 *
 * <p><b>The rule.</b> A message is <em>finished</em> if its send returned and everybody delivered it who can still do so in
 * the views that it was sent or delivered in; past a view is who moved on, skipped it, left, died or was excluded. It can go if it is
 * finished and
 * <ol>
 *   <li>kept every promise by itself: sent and delivered in one view whose copies are one, once by each, with one payload and one
 *       place in order; who did not deliver it is past its view, never moved on from it, and delivered there only what came
 *       before it for all; where anything is told safe, it was;
 *   <li>nothing unfinished happened before it, and no message that a deliverer had before it has a past not yet read: then
 *       nothing can come that it should have waited for;
 *   <li>for any two of its deliverers, what the one delivered before it in the view the other did too, or they have delivered
 *       two messages in opposite orders, one such pair of which stays for ever; and no message of an older view is unfinished. So
 *       those that agree have the same messages before it, an order broken through it is broken without it, and an order of two
 *       processes that disagree is seen to be broken in that view as long as the history lasts;
 *   <li>nothing but a fault that is on can change whether it was at risk. It is counted with that fault, which tells in
 *       the end whether it bit;
 *   <li>it is none of the lines that later ones are compared with: the first and last of a log, the last delivery and the last place
 *       of each process.
 * </ol>
 *
 * <p><b>What is proved.</b> No line that comes after can involve it, but those that name a finished message, deliver or install
 * something at a process that was passed over, install its view anew, move, or begin a fault, before its time, or give a place that
 * was given. {@code LetGo} looks out for just these; on one of them everything is read again ({@link Recall}) and nothing is let go
 * before the window has doubled, so that reading again costs no more than reading did. In histories of correct systems
 * that does not happen. With every release the checkers judge the window before and after; if a verdict would change, other than by
 * deliveries in a broken order, which are there and stay counted, nothing goes. That all this is enough is argued above and tested: on
 * random histories, valid and spoilt, taken in any interleaving and let go at every turn, every verdict and every number is that of the
 * history judged whole. Only the sentence told of a violation may be another case's, and the
 * violations of the two properties that forbid gaps, once there is one, may be counted too low: a gap goes unseen with the last message behind
 * it.
 *
 * <p><b>Where memory grows.</b> A message that somebody in its view never delivers, and all that happened after it, stays until that
 * process dies, moves on or is excluded. What breaks a promise stays, but for orders that nobody promised. A history with transitional
 * configurations stays whole.
 *
 * <p>A violation is told when it is proved by the beginning of the logs, each taken to be complete up to its last line; one that a line
 * of another file could still mend is told when it outlived another round of reading. Liveness, what follows from {@code quiet}, and
 * the verdict are for the end.
 *
 * <p>May use: {@link dev.maat.checkers}, the history model, the properties, Jackson. May be used by: whoever runs or follows.
 */
@NullMarked
package dev.maat.checkers.online;

import org.jspecify.annotations.NullMarked;
