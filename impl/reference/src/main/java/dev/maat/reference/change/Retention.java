package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.packet.ViewRef;

/**
 * How long a past view is kept: until every member of the next one reports that installed, or a quorum of the one after has
 * installed that.
 */
public final class Retention {
    private final Group group;

    public Retention(Group group) {
        this.group = group;
    }

    /** That process says in which view it is. */
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
        if (epoch.agreement().allInstalledSuccessor()) {
            return true;
        }
        for (Epoch successor : group.keptEpochs()) {
            if (successor.seq() == epoch.seq() + 1) {
                return successor.agreement().quorumInstalledSuccessor(group.parts.quorum());
            }
        }
        // The running view was decided by those who had installed the one before it.
        return current.seq() >= epoch.seq() + 3 || group.isGone(epoch.seq() + 1);
    }
}
