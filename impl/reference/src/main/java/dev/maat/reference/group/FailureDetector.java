package dev.maat.reference.group;

import dev.maat.contract.Effect;
import dev.maat.contract.ProcessId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Suspects members of the running view that were not heard for {@linkplain ExpectedArrival a time}, at once where a later process of their node
 * was heard, or where the transport says that nothing runs there. Suspicion
 * is an opinion: only the start of a change, and how long a coordinator waits, depend on it.
 *
 * <p>Silence counts only while this process is awake. A tick that comes late tells that the process did not run, or was busy, for that
 * long: packets of the others may wait unread, so their deadlines move by as much. For the same reason silence is judged at ticks alone, and
 * not with each packet: the first packet that is read after a pause says nothing about the senders of the next ones.
 */
public final class FailureDetector {
    /** A path that answers for live processes does so for ever: after so many wrong hints about a node, further ones say nothing. */
    private static final int MAX_WRONG_HINTS = 3;

    private final Group group;
    private final Host host;
    /** By node, the process that a hint was about, until that process is heard. */
    private final Map<String, ProcessId> hinted = new LinkedHashMap<>();
    /** By node, how many hints were wrong, in all views. */
    private final Map<String, Integer> wrongHints = new LinkedHashMap<>();

    private @Nullable Epoch followed;
    /** Whether the view has no two processes of one node: then a member that is heard replaces no other. */
    private boolean hasOnePerNode;

    private long[] heardAt = {};
    private boolean[] heardEver = {};
    private ExpectedArrival[] expected = {};
    private boolean[] replaced = {};
    private boolean[] unreachable = {};
    private boolean[] suspected = {};
    private boolean quorumLost;
    private boolean news;
    private long changes;
    private long lastTick;

    public FailureDetector(Group group) {
        this.group = group;
        this.host = group.host;
        this.lastTick = host.now();
    }

    /** Records that a packet of the process arrived. */
    public void heard(ProcessId process) {
        // A process that the view is without refutes too: a wrong hint may have had it excluded.
        if (!hinted.isEmpty() && hinted.remove(process.node(), process)) {
            wrongHints.merge(process.node(), 1, Integer::sum);
        }
        Epoch epoch = follow();
        if (epoch == null) {
            return;
        }
        int heard = hasOnePerNode ? epoch.rankOf(process) : -1;
        if (heard >= 0) {
            arrived(epoch, heard);
        }
        for (int rank = 0; heard < 0 && rank < heardAt.length; rank++) {
            ProcessId member = epoch.member(rank);
            if (member.equals(process)) {
                arrived(epoch, rank);
            } else if (member.node().equals(process.node()) && process.incarnation() > member.incarnation()) {
                replaced[rank] = true;
                judge(epoch, rank, true);
            }
        }
        if (news) {
            reviewQuorum();
        }
    }

    private void arrived(Epoch epoch, int rank) {
        expected[rank].arrived(heardAt[rank], host.now());
        heardAt[rank] = host.now();
        heardEver[rank] = true;
        unreachable[rank] = false;
        judge(epoch, rank, replaced[rank]);
    }

    /**
     * The transport says that nothing runs on that node: its member is suspected at once, until it is heard again. A founder that was
     * never heard may still be starting. A node's hints count no more once {@link #MAX_WRONG_HINTS} of them were wrong.
     */
    public void unreachable(String node) {
        Epoch epoch = follow();
        if (wrongHints.getOrDefault(node, 0) >= MAX_WRONG_HINTS) {
            return;
        }
        for (int rank = 0; epoch != null && rank < heardAt.length; rank++) {
            if (heardEver[rank] && epoch.member(rank).node().equals(node)) {
                hinted.put(node, epoch.member(rank));
                unreachable[rank] = true;
                judge(epoch, rank, true);
                reviewQuorum();
            }
        }
    }

    public void tick() {
        Epoch epoch = follow();
        long late = host.now() - lastTick - host.options.tickNanos();
        lastTick = host.now();
        if (epoch == null) {
            return;
        }
        for (int rank = 0; rank < suspected.length; rank++) {
            heardAt[rank] = Math.min(host.now(), heardAt[rank] + Math.max(0, late));
            judge(epoch, rank, replaced[rank] || unreachable[rank] || silent(epoch, rank));
        }
        reviewQuorum();
    }

    /** Whether a suspicion came up or was withdrawn since this was asked last. */
    public boolean takeNews() {
        boolean any = news;
        news = false;
        return any;
    }

    /** How often a suspicion has come up or was withdrawn, or all were forgotten, as the first question about a new view makes it forget. */
    public long changesSoFar() {
        return changes;
    }

    public boolean suspects(int rank) {
        follow();
        return rank < suspected.length && suspected[rank];
    }

    /** Whether the unsuspected members are a quorum of the running view. */
    public boolean hearsQuorum() {
        follow();
        return suspected.length > 0 && group.quorum().isQuorum(trusted());
    }

    public boolean suspectsAny() {
        follow();
        for (boolean one : suspected) {
            if (one) {
                return true;
            }
        }
        return false;
    }

    /** How many members before this one are not suspected. */
    public int positionOf(int rank) {
        follow();
        int position = 0;
        for (int before = 0; before < rank; before++) {
            position += suspected[before] ? 0 : 1;
        }
        return position;
    }

    private boolean[] trusted() {
        boolean[] trusted = new boolean[suspected.length];
        for (int rank = 0; rank < trusted.length; rank++) {
            trusted[rank] = !suspected[rank];
        }
        return trusted;
    }

    private void judge(Epoch epoch, int rank, boolean suspicious) {
        if (suspicious != suspected[rank] && rank != epoch.selfRank()) {
            suspected[rank] = suspicious;
            news = true;
            changes++;
            host.emit(new Effect.Suspect(epoch.member(rank), suspicious));
        }
    }

    private void reviewQuorum() {
        boolean lost = !group.quorum().isQuorum(trusted());
        if (lost != quorumLost) {
            quorumLost = lost;
            host.emit(new Effect.LostQuorum(lost));
        }
    }

    private boolean silent(Epoch epoch, int rank) {
        long patience =
                epoch.seq() == 0 && !heardEver[rank] ? host.options.bootstrapNanos() : expected[rank].patienceNanos();
        return host.now() - heardAt[rank] > patience;
    }

    /** Suspicions of a past view's members do not count any more. */
    private void withdraw() {
        Epoch past = followed;
        for (int rank = 0; past != null && rank < suspected.length; rank++) {
            if (suspected[rank]) {
                host.emit(new Effect.Suspect(past.member(rank), false));
            }
        }
    }

    /** Starts afresh for a new view: every member is given the time to be heard. */
    private @Nullable Epoch follow() {
        Epoch epoch = group.current();
        if (epoch != followed) {
            withdraw();
            followed = epoch;
            int members = epoch == null ? 0 : epoch.members().size();
            hasOnePerNode = epoch != null
                    && epoch.members().stream().map(ProcessId::node).distinct().count() == members;
            heardAt = new long[members];
            Arrays.fill(heardAt, host.now());
            heardEver = new boolean[members];
            expected = new ExpectedArrival[members];
            Arrays.setAll(
                    expected,
                    rank -> new ExpectedArrival(host.options.suspicionNanos(), host.options.heartbeatNanos()));
            replaced = new boolean[members];
            unreachable = new boolean[members];
            suspected = new boolean[members];
            changes++;
        }
        return epoch;
    }
}
