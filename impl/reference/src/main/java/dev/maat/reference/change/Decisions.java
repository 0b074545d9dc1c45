package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.ProtocolPhase;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From a decision to the next view: learns the decision, tells it, fetches the missing part of the cut, has the view installed.
 *
 * <table>
 * <caption>What a process does with the decision of view k</caption>
 * <tr><th>process</th><th>does</th></tr>
 * <tr><td>member of k, in k+1</td><td>holds the cut, delivers exactly it, installs k+1</td></tr>
 * <tr><td>member of k, not in k+1</td><td>departs ({@link Departure}); of view 0: joins</td></tr>
 * <tr><td>joiner in k+1</td><td>told by a process that has installed k+1: fetches the cut's unstable part, installs k+1</td></tr>
 * </table>
 */
public final class Decisions {
    private final Group group;
    private final Host host;
    private final Fetcher fetcher;
    private final Installer installer;
    private @Nullable Epoch observed;
    private @Nullable ProcessId teller;

    public Decisions(Group group, Installer installer) {
        this.group = group;
        this.host = group.host;
        this.fetcher = new Fetcher(host);
        this.installer = installer;
    }

    /** The view before this joiner's first, while it fetches. */
    @Nullable
    Epoch observed() {
        return observed;
    }

    /** This process, as the coordinator, knows that a quorum accepted. */
    public void decided(Epoch epoch, Value value) {
        learn(epoch, value, host.self);
        host.multicast(new Packet.Decision(epoch.ref(), false, value));
        progress();
    }

    public void onDecision(Envelope envelope, Packet.Decision decision) {
        Value value = decision.value();
        ProcessId from = envelope.sender();
        Epoch epoch = group.kept(decision.subject());
        if (epoch != null) {
            if (epoch.decision() == null && value.cut().size() == epoch.streams()) {
                learn(epoch, value, from);
            }
            if (decision.quorumInstalled()) {
                epoch.agreement().toldQuorumInstalled();
            }
        } else if (group.joining()
                && observed == null
                && value.members().contains(host.self)
                && envelope.installed().seq() > decision.subject().seq()) {
            Epoch before = group.observe(decision.subject(), value);
            group.markGoneThrough(before.seq() - 2);
            observed = before;
            host.mark(ProtocolPhase.DECIDED, true);
            teller = from;
            fetcher.begin();
        }
        progress();
    }

    /** Installs the next view if the whole cut is held, else asks for the missing part. */
    public void progress() {
        Epoch epoch = observed != null ? observed : group.current();
        Value value = epoch == null ? null : epoch.decision();
        if (epoch == null || value == null || !value.members().contains(host.self)) {
            return;
        }
        if (epoch.holds(value, group.parts.transition().flush())) {
            observed = null;
            installer.install(epoch, value);
        } else {
            fetcher.ask(epoch, value, sources(epoch, value));
        }
    }

    /** A process asks what became of a view. */
    public void onAsk(ProcessId from, Packet.Ask ask) {
        Epoch epoch = group.kept(ask.subject());
        if (epoch == null) {
            if (group.isGone(ask.subject().seq())) {
                host.send(from, new Packet.Gone(ask.subject(), from));
            }
            return;
        }
        tell(from, epoch);
    }

    /** Tells the decision of an epoch, if there is one. */
    void tell(ProcessId to, Epoch epoch) {
        Value value = epoch.decision();
        if (value != null) {
            host.send(
                    to,
                    new Packet.Decision(
                            epoch.ref(), epoch.agreement().quorumInstalledSuccessor(group.quorum()), value));
        }
    }

    private void learn(Epoch epoch, Value value, ProcessId from) {
        group.freeze(epoch);
        epoch.agreement().decide(value);
        host.mark(ProtocolPhase.ACCEPT, false);
        host.mark(ProtocolPhase.DECIDED, true);
        teller = from;
        fetcher.begin();
        if (epoch.seq() == 0 && epoch == group.current() && !value.members().contains(host.self)) {
            host.mark(ProtocolPhase.DECIDED, false);
            group.becomeJoiner();
        }
    }

    private List<ProcessId> sources(Epoch epoch, Value value) {
        List<ProcessId> sources = new ArrayList<>();
        ProcessId first = teller;
        if (first != null && !first.equals(host.self)) {
            sources.add(first);
        }
        for (ProcessId member : value.members()) {
            addSource(sources, member);
        }
        for (ProcessId member : epoch.members()) {
            addSource(sources, member);
        }
        return sources;
    }

    private void addSource(List<ProcessId> sources, ProcessId process) {
        if (!process.equals(host.self) && !sources.contains(process)) {
            sources.add(process);
        }
    }
}
