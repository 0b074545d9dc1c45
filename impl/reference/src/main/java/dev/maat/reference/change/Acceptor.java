package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Agreement;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.ProtocolPhase;
import dev.maat.reference.packet.Ballot;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Value;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.parts.BallotRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member's part in the agreement on its view's successor.
 *
 * <table>
 * <caption>What an acceptor does</caption>
 * <tr><th>on</th><th>if</th><th>then</th></tr>
 * <tr><td>prepare(b)</td><td>decided</td><td>decision</td></tr>
 * <tr><td></td><td>b above or equal to promised</td><td>freeze, promised = b, promise(held, accepted)</td></tr>
 * <tr><td></td><td>else</td><td>reject(promised)</td></tr>
 * <tr><td>propose(b, v)</td><td>decided</td><td>decision</td></tr>
 * <tr><td></td><td>b below promised</td><td>reject(promised)</td></tr>
 * <tr><td></td><td>cut of v not held</td><td>fetch, and reconsider when it is</td></tr>
 * <tr><td></td><td>else</td><td>freeze, promised = b, accepted = (b, v), accept</td></tr>
 * </table>
 *
 * A member neither promises nor accepts before it has loaded its state.
 */
public final class Acceptor {
    /** A proposal whose cut is not held yet. */
    private record Pending(ProcessId coordinator, Ballot ballot, Value value) {}

    private final Group group;
    private final Host host;
    private final BallotRule rule;
    private final Fetcher fetcher;
    private @Nullable Pending pending;
    private long activeAt;

    public Acceptor(Group group) {
        this.group = group;
        this.host = group.host;
        this.rule = group.parts.agreement().ballots();
        this.fetcher = new Fetcher(host);
    }

    public void open() {
        pending = null;
        activeAt = host.now();
    }

    /** When a ballot last made progress here. */
    long activeAt() {
        return activeAt;
    }

    public void onPrepare(ProcessId from, Packet.Prepare prepare) {
        Epoch epoch = votingIn(prepare.subject(), from);
        if (epoch == null) {
            return;
        }
        Ballot promised = epoch.agreement().promised();
        if (rule.mayPromise(promised, prepare.ballot())) {
            host.send(from, promise(epoch, prepare.ballot()));
        } else {
            host.send(from, new Packet.Reject(epoch.ref(), prepare.ballot(), promised));
        }
    }

    /** Promises, and reports what is held and accepted. */
    Packet.Promise promise(Epoch epoch, Ballot ballot) {
        Agreement agreement = epoch.agreement();
        if (!ballot.equals(agreement.promised())) {
            agreement.promise(ballot);
            activeAt = host.now();
        }
        if (rule.promiseFreezes()) {
            group.freeze(epoch);
        }
        return new Packet.Promise(
                epoch.ref(),
                ballot,
                group.leaving(),
                epoch.heldPrefixes(),
                agreement.acceptedBallot(),
                agreement.accepted());
    }

    public void onPropose(ProcessId from, Packet.Propose propose) {
        Epoch epoch = votingIn(propose.subject(), from);
        if (epoch == null || propose.value().cut().size() != epoch.streams()) {
            return;
        }
        Agreement agreement = epoch.agreement();
        if (!rule.mayAccept(agreement.promised(), propose.ballot())) {
            host.send(from, new Packet.Reject(epoch.ref(), propose.ballot(), agreement.promised()));
        } else if (propose.ballot().equals(agreement.acceptedBallot())) {
            host.send(from, new Packet.Accept(epoch.ref(), propose.ballot()));
        } else if (pending == null || propose.ballot().isAbove(pending.ballot())) {
            pending = new Pending(from, propose.ballot(), propose.value());
            fetcher.begin();
            reconsiderPending();
        }
    }

    /** Units were fetched, or time went by: the proposal may be acceptable now. */
    public void reconsiderPending() {
        Pending waiting = pending;
        Epoch epoch = group.current();
        if (waiting == null || epoch == null || epoch.decision() != null) {
            return;
        }
        if (!rule.mayAccept(epoch.agreement().promised(), waiting.ballot())) {
            pending = null;
        } else if (epoch.holds(waiting.value(), group.parts.transition().flush())) {
            pending = null;
            accept(epoch, waiting.ballot(), waiting.value());
            host.send(waiting.coordinator(), new Packet.Accept(epoch.ref(), waiting.ballot()));
        } else {
            fetcher.ask(epoch, waiting.value(), sources(epoch, waiting));
        }
    }

    /** Accepts; the rule allows it, and the cut is held. */
    void accept(Epoch epoch, Ballot ballot, Value value) {
        if (rule.acceptanceFreezes()) {
            group.freeze(epoch);
        }
        Agreement agreement = epoch.agreement();
        agreement.accept(rule.promisedOnAccepting(agreement.promised(), ballot), ballot, value);
        host.mark(ProtocolPhase.ACCEPT, true);
        activeAt = host.now();
    }

    /** The epoch if this process votes in it. A process that asks about a decided one is told the decision. */
    private @Nullable Epoch votingIn(ViewRef subject, ProcessId from) {
        Epoch epoch = group.kept(subject);
        if (epoch == null) {
            if (group.isGone(subject.seq())) {
                host.send(from, new Packet.Gone(subject, from));
            }
            return null;
        }
        Value decision = epoch.decision();
        if (decision != null) {
            boolean quorum = epoch.agreement().quorumInstalledSuccessor(group.quorum());
            host.send(from, new Packet.Decision(epoch.ref(), quorum, decision));
            return null;
        }
        boolean votes = epoch == group.current() && group.mayVote(epoch);
        return votes && epoch.rankOf(from) >= 0 ? epoch : null;
    }

    private List<ProcessId> sources(Epoch epoch, Pending waiting) {
        List<ProcessId> sources = new ArrayList<>();
        sources.add(waiting.coordinator());
        for (ProcessId member : epoch.members()) {
            if (!member.equals(host.self) && !member.equals(waiting.coordinator())) {
                sources.add(member);
            }
        }
        return sources;
    }
}
