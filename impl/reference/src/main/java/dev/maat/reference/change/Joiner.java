package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.ViewRef;

/** Asks to join while this process is in no view, and answers other processes that ask. */
public final class Joiner {
    private final Group group;
    private final Host host;
    private final Candidates candidates;
    private final Decisions decisions;
    private long askedAt = Long.MIN_VALUE / 2;

    public Joiner(Group group, Candidates candidates, Decisions decisions) {
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
        boolean member = epoch.rankOf(from) >= 0;
        boolean everNamed = epoch.membership().everNamed(from);
        boolean mayJoin = group.parts.agreement().successor().mayJoin(everNamed, member);
        if (epoch.seq() > 0 && member) {
            tellOfItsView(from, epoch);
        } else if (everNamed && !mayJoin) {
            host.send(from, new Packet.Gone(ViewRef.NONE, from));
        }
        if (mayJoin || !everNamed) {
            // A founder that asks while this process is still in view 0 is remembered for a later view.
            candidates.asked(from);
        }
    }

    /** The process is in the running view and does not know it. */
    private void tellOfItsView(ProcessId process, Epoch epoch) {
        for (Epoch before : group.keptEpochs()) {
            if (before.seq() == epoch.seq() - 1) {
                decisions.tell(process, before);
            }
        }
    }
}
