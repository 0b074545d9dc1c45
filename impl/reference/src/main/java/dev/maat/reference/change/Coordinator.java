package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.FailureDetector;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.ProtocolPhase;
import dev.maat.reference.options.Options;
import dev.maat.reference.packet.Ballot;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Value;
import dev.maat.reference.parts.AgreementParts;
import dev.maat.reference.parts.DecisionRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Coordinates one ballot at a time on the successor of the running view.
 *
 * <table>
 * <caption>Stages of a ballot</caption>
 * <tr><th>stage</th><th>on</th><th>next</th></tr>
 * <tr><td>idle</td><td>{@link #open}</td><td>preparing: own promise, prepare to all</td></tr>
 * <tr><td>preparing</td><td>promises of a quorum, and no other member to wait for</td><td>collecting the cut</td></tr>
 * <tr><td>collecting</td><td>the cut is held</td><td>proposing: own acceptance, propose to all</td></tr>
 * <tr><td>proposing</td><td>a quorum accepted</td><td>decided</td></tr>
 * <tr><td>any</td><td>decided in another ballot</td><td>idle</td></tr>
 * <tr><td>any</td><td>a higher ballot was promised here, or rejected us</td><td>idle; acceptances still count</td></tr>
 * <tr><td>collecting, proposing</td><td>time-out</td><td>idle; a higher ballot follows</td></tr>
 * </table>
 */
public final class Coordinator {
    private enum Stage {
        IDLE,
        PREPARING,
        COLLECTING,
        PROPOSING
    }

    private final Group group;
    private final AgreementParts parts;
    private final DecisionRule rule;
    private final Host host;
    private final FailureDetector detector;
    private final Acceptor acceptor;
    private final Proposals proposals;
    private final Fetcher fetcher;
    private final DecisionSink decisions;

    private Stage stage = Stage.IDLE;
    private Ballot ballot = Ballot.NONE;
    private int highestCounter;
    private long stageAt;
    private long sentAt;
    /** When a quorum had promised, if that was in this stage. */
    private long quorumAt = Long.MIN_VALUE;

    private Packet.@Nullable Promise[] promises = {};
    private boolean[] acceptances = {};
    private Proposals.@Nullable Choice choice;
    private @Nullable Value value;

    /** Takes the decided value. */
    @FunctionalInterface
    public interface DecisionSink {
        void decided(Epoch epoch, Value value);
    }

    public Coordinator(
            Group group, FailureDetector detector, Acceptor acceptor, Proposals proposals, DecisionSink decisions) {
        this.group = group;
        this.parts = group.parts.agreement();
        this.rule = parts.decision();
        this.host = group.host;
        this.detector = detector;
        this.acceptor = acceptor;
        this.proposals = proposals;
        this.fetcher = new Fetcher(host);
        this.decisions = decisions;
    }

    boolean idle() {
        return stage == Stage.IDLE;
    }

    /** The successor is decided, in this ballot or in another one. */
    void stop() {
        enter(Stage.IDLE);
    }

    /** Another view runs: its ballots start afresh. */
    public void reset() {
        enter(Stage.IDLE);
        ballot = Ballot.NONE;
        highestCounter = 0;
        choice = null;
        value = null;
        acceptances = new boolean[0];
    }

    /** Opens a ballot above every one that this process has heard of. */
    void open(Epoch epoch) {
        int counter =
                parts.ballots().nextCounter(highestCounter, epoch.agreement().promised());
        highestCounter = counter;
        ballot = new Ballot(counter, epoch.selfRank());
        promises = new Packet.Promise[epoch.members().size()];
        acceptances = new boolean[epoch.members().size()];
        choice = null;
        value = null;
        enter(Stage.PREPARING);
        promises[epoch.selfRank()] = acceptor.promise(epoch, ballot);
        send(epoch);
        considerPromises(epoch);
    }

    public void onPromise(ProcessId from, Packet.Promise promise) {
        Epoch epoch = group.current(promise.subject());
        if (epoch == null
                || epoch.decision() != null
                || stage != Stage.PREPARING
                || !rule.counts(ballot, promise.ballot())) {
            return;
        }
        int rank = epoch.rankOf(from);
        if (rank < 0 || promises[rank] != null || promise.held().size() != epoch.streams()) {
            return;
        }
        promises[rank] = promise;
        epoch.markLoaded(rank);
        if (promise.leaving()) {
            epoch.markLeaving(rank);
        }
        considerPromises(epoch);
    }

    public void onReject(Packet.Reject reject) {
        Epoch epoch = group.current(reject.subject());
        if (epoch == null) {
            return;
        }
        highestCounter = Math.max(highestCounter, reject.promised().counter());
        if (reject.ballot().equals(ballot) && reject.promised().isAbove(ballot)) {
            enter(Stage.IDLE);
        }
    }

    public void onAccept(ProcessId from, Packet.Accept accept) {
        Epoch epoch = group.current(accept.subject());
        if (epoch == null || value == null || !rule.counts(ballot, accept.ballot())) {
            return;
        }
        int rank = epoch.rankOf(from);
        if (rank >= 0) {
            acceptances[rank] = true;
            considerAcceptances(epoch);
        }
    }

    /** Units were fetched. */
    public void progress() {
        Epoch epoch = group.current();
        if (epoch != null && epoch.decision() == null && stage == Stage.COLLECTING) {
            collect(epoch);
        }
    }

    void tick(Epoch epoch) {
        if (stage == Stage.IDLE) {
            return;
        }
        if (isOvertaken(epoch)) {
            enter(Stage.IDLE);
            return;
        }
        boolean expired = host.now() - stageAt > host.options.ballotNanos();
        switch (stage) {
            case PREPARING -> considerPromises(epoch);
            case COLLECTING -> collect(epoch);
            default -> {
                // waits for acceptances
            }
        }
        if (expired && (stage == Stage.COLLECTING || stage == Stage.PROPOSING)) {
            enter(Stage.IDLE);
        } else if (host.now() - sentAt >= host.options.retryNanos()) {
            send(epoch);
        }
    }

    private void considerPromises(Epoch epoch) {
        if (!group.quorum().isQuorum(promised())) {
            return;
        }
        if (quorumAt < stageAt) {
            quorumAt = host.now();
        }
        if (waitsForMore(epoch)) {
            return;
        }
        Proposals.Choice next = proposals.choose(epoch, ballot, promises);
        if (next != null) {
            choice = next;
            fetcher.begin();
            enter(Stage.COLLECTING);
            collect(epoch);
        }
    }

    private boolean[] promised() {
        boolean[] promised = new boolean[promises.length];
        for (int rank = 0; rank < promised.length; rank++) {
            promised[rank] = promises[rank] != null;
        }
        return promised;
    }

    /**
     * Whether a member that has not promised is waited for: half as long again as the quorum took, where the way is so long, but never longer
     * than a ballot may last after that. A joiner, which loads its state first, is given longer.
     */
    private boolean waitsForMore(Epoch epoch) {
        Options options = host.options;
        long patience = epoch.seq() == 0 ? options.bootstrapNanos() : options.promiseNanos();
        for (int rank = 0; rank < promises.length; rank++) {
            if (promises[rank] != null) {
                continue;
            }
            long until =
                    Math.max(stageAt + patience, quorumAt + Math.min((quorumAt - stageAt) / 2, options.ballotNanos()));
            if (rank >= epoch.membership().survivors()) {
                until = Math.max(until, epoch.progressAt(rank) + options.transferNanos());
            }
            if (parts.patience().waits(detector.suspects(rank), host.now(), until)) {
                return true;
            }
        }
        return false;
    }

    private void collect(Epoch epoch) {
        Proposals.Choice collected = choice;
        if (collected == null) {
            return;
        }
        Value chosen = collected.value();
        if (!epoch.holds(chosen, group.parts.transition().flush())) {
            fetcher.ask(epoch, chosen, holders(epoch, chosen));
            return;
        }
        if (isOvertaken(epoch)) {
            enter(Stage.IDLE);
            return;
        }
        Value proposed = proposals.complete(epoch, collected);
        value = proposed;
        acceptor.accept(epoch, ballot, proposed);
        acceptances[epoch.selfRank()] = true;
        enter(Stage.PROPOSING);
        send(epoch);
        considerAcceptances(epoch);
    }

    private void considerAcceptances(Epoch epoch) {
        Value accepted = value;
        if (accepted != null && epoch.decision() == null && rule.isDecided(group.quorum(), promised(), acceptances)) {
            enter(Stage.IDLE);
            decisions.decided(epoch, accepted);
        }
    }

    /** The other members; first the promisers that hold units which this process misses. */
    private List<ProcessId> holders(Epoch epoch, Value chosen) {
        List<ProcessId> holders = new ArrayList<>();
        List<ProcessId> others = new ArrayList<>();
        for (int rank = 0; rank < promises.length; rank++) {
            if (rank == epoch.selfRank()) {
                continue;
            }
            boolean holds = false;
            Packet.Promise promise = promises[rank];
            for (int stream = 0; promise != null && stream < epoch.streams(); stream++) {
                long held = epoch.log(stream).held();
                holds |= held < chosen.cut().at(stream) && promise.held().at(stream) > held;
            }
            (holds ? holders : others).add(epoch.member(rank));
        }
        // The cut of an adopted value may be held only by members that did not promise this ballot.
        holders.addAll(others);
        return holders;
    }

    /** Whether this process promised a higher ballot meanwhile, and so must not accept its own. */
    private boolean isOvertaken(Epoch epoch) {
        return !parts.ballots().mayAccept(epoch.agreement().promised(), ballot);
    }

    private void enter(Stage next) {
        mark(stage, next, false);
        mark(next, stage, true);
        stage = next;
        stageAt = host.now();
    }

    private void mark(Stage one, Stage other, boolean on) {
        ProtocolPhase phase =
                switch (one) {
                    case IDLE -> null;
                    case PREPARING -> ProtocolPhase.PREPARE;
                    case COLLECTING -> ProtocolPhase.COLLECT;
                    case PROPOSING -> ProtocolPhase.PROPOSE;
                };
        if (phase != null && one != other) {
            host.mark(phase, on);
        }
    }

    /** Asks the members that have not answered in this stage. */
    private void send(Epoch epoch) {
        sentAt = host.now();
        Value proposed = value;
        for (int rank = 0; rank < promises.length; rank++) {
            if (rank == epoch.selfRank()) {
                continue;
            }
            ProcessId member = epoch.member(rank);
            if (stage == Stage.PREPARING && promises[rank] == null) {
                host.send(member, new Packet.Prepare(epoch.ref(), ballot));
            } else if (stage == Stage.PROPOSING && !acceptances[rank] && proposed != null) {
                host.send(member, new Packet.Propose(epoch.ref(), ballot, proposed));
            }
        }
    }
}
