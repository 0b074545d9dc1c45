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
 * <p><b>What is told at once.</b> A violation is <em>firm</em>, and told before the end, once no line can mend it, neither one that a
 * process writes later nor one that a file still holds back. It is the first violation of its property that is looked at.
 *
 * <table>
 * <caption>What makes a violation firm</caption>
 * <tr><th>property</th><th>is firm</th></tr>
 * <tr><td>self-inclusion, local-monotonicity, initial-view-event, no-duplication, sender-in-view, blocking, serial-upcalls,
 *     bounded-memory</td><td>at once: lines of one log up to some line</td></tr>
 * <tr><td>view-identity, same-view-delivery, agreement-on-successors, transitional-set, state-transfer, uniform-place-agreement
 *     </td><td>at once: two lines that contradict each other, and what stands before them in their logs</td></tr>
 * <tr><td>virtual-synchrony, weak-total-order, place-agreement, evs-failure-atomicity</td><td>at once: without a quiet run only
 *     those who moved on are compared, and what they delivered in a view that they left is settled</td></tr>
 * <tr><td>total-order, uniform-prefix-order, evs-agreed</td><td>at once: sequences only grow at their ends, and what is delivered late
 *     breaks the order instead</td></tr>
 * <tr><td>fifo, fifo-gap-free, causal</td><td>at once: what closes a gap late breaks the order. Where order is by invocation, once the
 *     sends shown have returned: one that fails was not sent</td></tr>
 * <tr><td>causal-gap-free, sending-view-delivery</td><td>once the sends shown have returned: till then they may fail, or reach into
 *     a next view</td></tr>
 * <tr><td>delivery-integrity</td><td>at once; what nobody sent, once the log of its sender is closed or shows something that happened
 *     after the delivery: a send still to come would be a circle. Clocks say nothing, and who has no log yet may still have sent it
 *     </td></tr>
 * <tr><td>safe-indication</td><td>at once for who moved on without the message; not for who was told and did not deliver it: it still
 *     may</td></tr>
 * <tr><td>primary-component</td><td>at once for rivals of one number; not for a move that nobody made: somebody still may</td></tr>
 * <tr><td>no-unprovoked-exit</td><td>at once for a death without a fault and for leaving unasked; not for a fault that the harness
 *     has not told of, nor for an exclusion: others may install the view that justifies it later</td></tr>
 * <tr><td>no-skipped-view</td><td>at the end: a view installed late may show that the mover had been excluded</td></tr>
 * <tr><td>evs-basic-delivery, evs-configuration-change, evs-self-delivery, evs-causal, evs-safe</td><td>at the end: a send under way may
 *     count for a next configuration, and a member may still install one</td></tr>
 * <tr><td>uniform-agreement, and all liveness</td><td>at the end: a delivery in any later view will do</td></tr>
 * <tr><td>no-spurious-view, total order of the core</td><td>at the end: who is core is the last process of its node</td></tr>
 * </table>
 *
 * <p>May use: {@link dev.maat.checkers}, the history model, the properties, Jackson. May be used by: whoever runs or follows.
 */
@NullMarked
package dev.maat.checkers.online;

import org.jspecify.annotations.NullMarked;
