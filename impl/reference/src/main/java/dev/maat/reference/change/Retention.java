package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.packet.ViewRef;

/** Keeps past views for processes that still need them, and drops them when none does. */
public final class Retention {
    private final Group group;

    public Retention(Group group) {
        this.group = group;
    }

    /** A process reports in which view it is. */
    public void reported(ProcessId process, ViewRef installed) {
        if (group.keepsDecision()) {
            for (Epoch epoch : group.keptEpochs()) {
                epoch.agreement().reported(process, installed);
            }
            review();
        }
    }

    public void review() {
        Epoch current = group.current();
        if (current == null) {
            return;
        }
        for (Epoch epoch : group.keptEpochs()) {
            if (epoch.seq() < current.seq() && mayDrop(epoch, current)) {
                group.drop(epoch.seq());
            }
        }
    }

    private boolean mayDrop(Epoch epoch, Epoch current) {
        boolean allInstalled = epoch.agreement().allInstalledSuccessor();
        return group.parts.transition().retention().mayDrop(allInstalled, isNextButOneInstalled(epoch, current));
    }

    private boolean isNextButOneInstalled(Epoch epoch, Epoch current) {
        for (Epoch successor : group.keptEpochs()) {
            if (successor.seq() == epoch.seq() + 1) {
                return successor.agreement().quorumInstalledSuccessor(group.quorum());
            }
        }
        // A quorum that had installed the view before the running one decided that.
        return current.seq() >= epoch.seq() + 3 || group.isGone(epoch.seq() + 1);
    }
}
