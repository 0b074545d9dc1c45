/**
 * jgroups-raft as total order broadcast, loaded the same way as the reference: a message is an entry of the replicated log, and its
 * delivery is the entry's application to the state machine.
 *
 * <p>The claim follows from what its manual says of Raft: all state machines receive one ordered stream of committed changes, and the
 * nodes keep it on disk. So delivery is uniform, and a node that restarts goes on with its log. The group is static. Its snapshots are
 * switched off by a large bound: a member that catches up by a snapshot would never see the messages that it stands for.
 *
 * <p>A client of Raft does not know whether a change that timed out was made. As the Raft thesis says (section 6.3), the client numbers
 * its changes and repeats one until it is acknowledged, and the state machine ignores the repetition: {@code Broadcasts}.
 *
 * <p>May use: contract, JGroups, jgroups-raft. May be used by: no package; it is loaded from its implementation folder.
 */
@NullMarked
package dev.maat.jgroupsraft;

import org.jspecify.annotations.NullMarked;
