package dev.maat.reference.change;

import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.FailureDetector;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.Timer;

/**
 * When this process opens a ballot. With a reason to change the view, the first unsuspected member opens one at once, and each
 * further member a step later if no ballot followed. In a frozen view a member opens one when no decision followed the last
 * ballot in time.
 *
 * <p>Reasons are view 0, a suspected or leaving member, a joiner that did not load in time, and a process that asks to join; the
 * last is no reason while an unsuspected joiner of the present view loads its state.
 */
public final class ChangeTrigger {
    private static final long NEVER = Long.MIN_VALUE;

    /**
     * Reasons that come so soon after the first suspicion share its ballot: members that died at once are found within one interval of the
     * transport's soundings.
     */
    private static final long GATHER_SUSPICIONS_NANOS = 10_000_000;

    private final Group group;
    private final Host host;
    private final FailureDetector detector;
    private final Candidates candidates;
    private final Acceptor acceptor;
    private final Coordinator coordinator;
    private long wantedSince = NEVER;
    private long jitter;
    private long jitterFor = NEVER;

    public ChangeTrigger(
            Group group, FailureDetector detector, Candidates candidates, Acceptor acceptor, Coordinator coordinator) {
        this.group = group;
        this.host = group.host;
        this.detector = detector;
        this.candidates = candidates;
        this.acceptor = acceptor;
        this.coordinator = coordinator;
    }

    public void open() {
        wantedSince = NEVER;
    }

    public void tick() {
        Epoch epoch = group.current();
        if (epoch == null) {
            return;
        }
        if (epoch.decision() != null) {
            coordinator.stop();
            return;
        }
        if (!group.mayVote(epoch)) {
            return;
        }
        if (!coordinator.idle()) {
            coordinator.tick(epoch);
            return;
        }
        if (!detector.hearsQuorum()) {
            return;
        }
        if (isDue(epoch)) {
            coordinator.open(epoch);
        }
    }

    private boolean isDue(Epoch epoch) {
        int position = detector.positionOf(epoch.selfRank());
        long turn = position * host.options.coordinatorStepNanos();
        if (epoch.isFrozen()) {
            long since = acceptor.activeAt();
            return host.now() >= since + host.options.ballotNanos() + turn + jitterOf(since) + loadingPatience(epoch);
        }
        if (!wanted(epoch)) {
            wantedSince = NEVER;
            return false;
        }
        if (wantedSince == NEVER) {
            wantedSince = host.now();
        }
        // A short wait gathers reasons that belong together: two members that died at once, several joiners.
        long gather = epoch.seq() == 0 ? 0 : host.options.heartbeatNanos();
        if (epoch.seq() > 0 && detector.suspectsAny()) {
            gather = Math.min(gather, GATHER_SUSPICIONS_NANOS);
            long left = wantedSince + gather - host.now();
            if (left > 0) {
                host.setTimer(Timer.CHANGE, left);
            }
        }
        long others = position == 0 ? 0 : turn + jitterOf(wantedSince);
        return host.now() >= wantedSince + gather + others;
    }

    private boolean wanted(Epoch epoch) {
        if (epoch.seq() == 0 || detector.suspectsAny()) {
            return true;
        }
        boolean alone = epoch.members().size() == 1;
        boolean loading = false;
        for (int rank = 0; rank < epoch.members().size(); rank++) {
            boolean self = rank == epoch.selfRank();
            if (!alone && (self ? group.leaving() : epoch.isLeaving(rank))) {
                return true;
            }
            if (!epoch.isLoaded(rank)) {
                loading = true;
                if (isOverdue(epoch, rank)) {
                    return true;
                }
            }
        }
        return group.parts.transition().transfer().mayAdmit(loading) && candidates.isAnyEligible(epoch);
    }

    private boolean isOverdue(Epoch epoch, int rank) {
        return host.now() - epoch.progressAt(rank) > host.options.transferNanos();
    }

    /** The coordinator may be waiting for an unsuspected joiner to load; the other members then wait as long. */
    private long loadingPatience(Epoch epoch) {
        for (int rank = 0; rank < epoch.members().size(); rank++) {
            if (!epoch.isLoaded(rank) && !detector.suspects(rank) && !isOverdue(epoch, rank)) {
                return host.options.transferNanos();
            }
        }
        return epoch.seq() == 0 ? host.options.bootstrapNanos() : 0;
    }

    private long jitterOf(long occasion) {
        if (jitterFor != occasion) {
            jitterFor = occasion;
            jitter = host.jitter(host.options.coordinatorStepNanos(), "ballot");
        }
        return jitter;
    }
}
