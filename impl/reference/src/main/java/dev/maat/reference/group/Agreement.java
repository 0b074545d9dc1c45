package dev.maat.reference.group;

import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Ballot;
import dev.maat.reference.packet.Value;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.parts.QuorumRule;
import org.jspecify.annotations.Nullable;

/**
 * The state of one process in the agreement on a view's successor: the ballot it promised, the value it accepted, the decision it
 * learned, and the members of the decided successor that are known to have installed it.
 */
public final class Agreement {
    private final long seq;
    private Ballot promised = Ballot.NONE;
    private Ballot acceptedBallot = Ballot.NONE;
    private @Nullable Value accepted;
    private @Nullable Value decision;
    private ViewRef successor = ViewRef.NONE;
    private boolean[] successorInstalled = {};
    private boolean quorumInstalled;

    Agreement(long seq) {
        this.seq = seq;
    }

    /** The ballot promised last. */
    public Ballot promised() {
        return promised;
    }

    /** The ballot of {@link #accepted}, or {@link Ballot#NONE}. */
    public Ballot acceptedBallot() {
        return acceptedBallot;
    }

    @Nullable
    public Value accepted() {
        return accepted;
    }

    @Nullable
    public Value decision() {
        return decision;
    }

    public void promise(Ballot ballot) {
        promised = ballot;
    }

    public void accept(Ballot nowPromised, Ballot ballot, Value value) {
        promised = nowPromised;
        acceptedBallot = ballot;
        accepted = value;
    }

    /** Records that a quorum has accepted the value in one ballot. */
    public void decide(Value value) {
        decision = value;
        successor = ViewRef.of(seq + 1, value.id());
        successorInstalled = new boolean[value.members().size()];
    }

    /**
     * Notes which view a process has installed last. No process skips a view: a process in a later one has installed the
     * decided successor if that names it.
     */
    public void reported(ProcessId process, ViewRef installed) {
        Value value = decision;
        boolean reached = installed.seq() > successor.seq() || installed.equals(successor);
        int rank = value == null || !reached ? -1 : value.members().indexOf(process);
        if (rank >= 0) {
            successorInstalled[rank] = true;
        }
    }

    /** Another process knows that a quorum of the successor has installed it. */
    public void toldQuorumInstalled() {
        quorumInstalled = true;
    }

    public boolean quorumInstalledSuccessor(QuorumRule rule) {
        quorumInstalled = quorumInstalled || (decision != null && rule.isQuorum(successorInstalled));
        return quorumInstalled;
    }

    public boolean allInstalledSuccessor() {
        for (boolean one : successorInstalled) {
            if (!one) {
                return false;
            }
        }
        return decision != null;
    }

    public boolean hasInstalledSuccessor(int successorRank) {
        return successorInstalled[successorRank];
    }
}
