/**
 * JGroups, by the same door as the reference: a {@link dev.maat.contract.GroupMember} on a stack of its own protocols.
 *
 * <p>What is claimed is what JGroups says of itself. NAKACK2: what a member multicasts is delivered reliably and in its order by
 * all ({@code reliable-fifo}); SEQUENCER: in one order by all ({@code total-order-broadcast}). It is <em>not</em> claimed that a
 * message is delivered in the same view everywhere: that was FLUSH's promise, which JGroups 5.4 gave up. Its membership is
 * partitionable: every component goes on, and MERGE3 puts components together again. None of them is primary more than another,
 * so each view says of itself that it is.
 *
 * <p>Not told: places (SEQUENCER keeps its numbers to itself), stability, blocking, suspicions, and state transfer, which in
 * JGroups happens at some moment after a view and not at its installation, so that digests at a view could not be compared.
 *
 * <p>Terms: a <em>logical name</em> is the process id ("n1.0"), carried in the member's JGroups address, so that whoever sees an
 * address knows the process.
 *
 * <p>May use: contract, JGroups. May be used by: nobody; it is loaded from its implementation folder.
 */
@NullMarked
package dev.maat.jgroups;

import org.jspecify.annotations.NullMarked;
