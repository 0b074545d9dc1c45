package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.ViewRef;

/** Asks to join while this process is in no view; answers who asks. */
public final class Joining {
    private final Group group;
    private final Host host;
    private final Candidates candidates;
    private final Decisions decisions;
    private long askedAt = Long.MIN_VALUE / 2;

    public Joining(Group group, Candidates candidates, Decisions decisions) {
        this.group = group;
        this.host = group.host;
        this.candidates = candidates;
        this.decisions = decisions;
    }

    public void tick() {
        if (group.joining() && host.now() - askedAt >= host.options.joinNanos()) {
            askedAt = host.now();
            host.multicast(new Packet.Join());
        }
    }

    public void onJoin(ProcessId from) {
        Epoch epoch = group.current();
        if (epoch == null) {
            return;
        }
        if (epoch.seq() > 0 && epoch.rankOf(from) >= 0) {
            // It is in this view and does not know.
            for (Epoch before : group.keptEpochs()) {
                if (before.seq() == epoch.seq() - 1) {
                    decisions.tell(from, before);
                }
            }
        } else if (epoch.membership().everNamed(from)) {
            host.send(from, new Packet.Gone(ViewRef.NONE));
        } else {
            candidates.asked(from);
        }
    }
}
