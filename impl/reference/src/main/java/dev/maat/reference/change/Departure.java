package dev.maat.reference.change;

import dev.maat.contract.Effect;
import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.Timer;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Value;
import dev.maat.reference.reliability.SendQueue;

/**
 * The end of a process. A process that leaves, or that the next view is without, goes on accepting, answering and serving until a
 * quorum of the next view has installed it; only then does it stop. A process stops at once when it is told that messages or a
 * decision that it needs are gone.
 */
public final class Departure {
    private final Group group;
    private final Host host;
    private final SendQueue queue;
    private final Decisions decisions;
    private long toldAt;
    private int asked;

    public Departure(Group group, SendQueue queue, Decisions decisions) {
        this.group = group;
        this.host = group.host;
        this.queue = queue;
        this.decisions = decisions;
    }

    public void leave() {
        group.leave();
        stopJoining();
    }

    /**
     * A process that leaves while it asks to join may stop, unless others may need it. A founder that view 1 is without is needed
     * until a quorum has installed view 1; a joiner that fetches the cut before its first view, until it has left that view.
     */
    private void stopJoining() {
        if (!group.joining() || !group.leaving() || decisions.observed() != null) {
            return;
        }
        for (Epoch epoch : group.keptEpochs()) {
            if (epoch.decision() != null && !mayStop(epoch)) {
                return;
            }
        }
        end("");
    }

    /** Ends this process if it may stop; else tells the decision to members of the next view that have not installed it. */
    public void tick() {
        stopJoining();
        Epoch epoch = group.current();
        if (epoch == null || group.ended()) {
            return;
        }
        if (group.departing()) {
            if (mayStop(epoch)) {
                end("view " + (epoch.seq() + 1) + " was decided without this process");
            } else if (host.now() - toldAt >= host.options.heartbeatNanos()) {
                toldAt = host.now();
                tellSuccessors(epoch);
            }
        } else if (group.leaving()
                && epoch.members().size() == 1
                && epoch.seq() > 0
                && host.now() - epoch.installedAt() > host.options.groupEndNanos()) {
            // The last member: every other process has had the time to learn how the view before ended.
            end("");
        }
    }

    public void onGone(Packet.Gone gone) {
        if (!gone.told().equals(host.self)) {
            return;
        }
        Epoch observed = decisions.observed();
        Epoch epoch = group.current();
        if (epoch != null && gone.subject().equals(epoch.ref())) {
            if (epoch.seq() == 0) {
                group.freeze(epoch);
                group.becomeJoiner();
            } else {
                end("what became of view " + epoch.seq() + " is not kept any more");
            }
        } else if (group.joining()) {
            boolean named = gone.subject().seq() < 0;
            boolean cutGone = observed != null && gone.subject().equals(observed.ref());
            if (named || cutGone) {
                end("was named in a view that is gone");
            }
        }
    }

    private boolean mayStop(Epoch epoch) {
        boolean installed = epoch.agreement().quorumInstalledSuccessor(group.quorum());
        return group.parts.transition().departure().mayStop(installed);
    }

    private void tellSuccessors(Epoch epoch) {
        Value value = epoch.decision();
        if (value == null) {
            return;
        }
        int members = value.members().size();
        for (int rank = 0; rank < members; rank++) {
            if (!epoch.agreement().hasInstalledSuccessor(rank)) {
                decisions.tell(value.members().get(rank), epoch);
            }
        }
        ProcessId next = value.members().get(asked++ % members);
        host.send(next, new Packet.Ask(epoch.ref()));
    }

    private void end(String why) {
        queue.refuseAll("this process has ended");
        host.cancelTimer(Timer.TICK);
        host.cancelTimer(Timer.FEEDBACK);
        host.cancelTimer(Timer.ACKNOWLEDGE);
        host.cancelTimer(Timer.ANNOUNCE);
        host.cancelTimer(Timer.CHANGE);
        host.cancelTimer(Timer.TRANSFER);
        group.end();
        host.emit(group.leaving() ? new Effect.Left() : new Effect.Excluded(why));
    }
}
