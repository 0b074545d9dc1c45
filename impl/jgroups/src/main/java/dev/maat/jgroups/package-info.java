/**
 * JGroups, loaded the same way as the reference: a {@link dev.maat.contract.GroupMember} on a stack of JGroups' own protocols.
 *
 * <p>The claims are those that JGroups makes. With NAKACK2 or NAKACK4, all members deliver a member's multicasts reliably and in their order
 * ({@code reliable-fifo}); with SEQUENCER, all deliver in one order ({@code total-order-broadcast}). It is <em>not</em> claimed
 * that a message is delivered in the same view everywhere: FLUSH promised that, and JGroups 5.4 dropped FLUSH. The
 * folder {@code impl/jgroups-flush} puts these classes on JGroups 5.3 and claims it, with FLUSH in the stack. The membership is
 * partitionable: every component goes on, and MERGE3 merges components again. No component is more primary than another, so each
 * view is marked primary.
 *
 * <p>Not recorded: places (SEQUENCER does not tell its numbers), stability, suspicions, and state transfer. JGroups
 * transfers state at some moment after a view and not at its installation, so digests at a view could not be compared.
 *
 * <p>Terms: a <em>logical name</em> is the process id ("n1.0"). It is carried in the member's JGroups address, so an address
 * always identifies its process.
 *
 * <p>May use: contract, JGroups. May be used by: no package; it is loaded from its implementation folder.
 */
@NullMarked
package dev.maat.jgroups;

import org.jspecify.annotations.NullMarked;
