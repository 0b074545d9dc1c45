package dev.maat.reference.group;

import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Ballot;
import dev.maat.reference.packet.Value;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.parts.FlushPolicy;
import dev.maat.reference.parts.QuorumRule;
import dev.maat.reference.stream.Buffers;
import dev.maat.reference.stream.SenderLog;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A view with all that belongs to it: its members' streams and the agreement on its successor.
 *
 * <table>
 * <caption>Life of an epoch at a process</caption>
 * <tr><th>from</th><th>on</th><th>to</th></tr>
 * <tr><td>running</td><td>first promise, acceptance or decision</td><td>frozen</td></tr>
 * <tr><td>frozen</td><td>decision with this process, cut held</td><td>past (the next view is installed)</td></tr>
 * <tr><td>frozen</td><td>decision without this process</td><td>departing</td></tr>
 * <tr><td>past</td><td>all of the next view have installed it, or a quorum of the one after has</td><td>dropped</td></tr>
 * <tr><td>observed (a joiner's, of the view before its first)</td><td>cut held</td><td>past</td></tr>
 * </table>
 */
public final class Epoch {
    public final ViewRef ref;

    /** As the application knows it; empty for view 0 and where it is observed only. */
    public final String id;

    /** In rank order; empty where it is observed only. */
    public final List<ProcessId> members;

    /** How many of the members were in the view before; the others joined with this one. */
    public final int survivors;

    /** -1 where it is observed only. */
    public final int selfRank;

    /** Highest incarnation per node that a decided view ever named, through this one. */
    public final SortedMap<String, Integer> named;

    public final SenderLog[] logs;
    public final long installedAt;

    /** Who is known to have the application's state. */
    public final boolean[] loaded;

    /** Who has said that it leaves. */
    public final boolean[] leaving;

    /** What each member is known to hold and to have freed: by stream, then by member. */
    public final long[][] heldBy;

    public final long[][] freedBy;

    /** Per stream: through this number every member holds it, as far as this process knows. */
    public final long[] stable;

    public boolean frozen;
    long frozenAt;
    public Ballot promised = Ballot.NONE;
    public Ballot acceptedBallot = Ballot.NONE;

    @Nullable
    public Value accepted;

    private @Nullable Value decision;
    private ViewRef successor = ViewRef.NONE;
    private boolean[] successorInstalled = {};
    private boolean quorumInstalled;

    private Epoch(
            ViewRef ref,
            String id,
            List<ProcessId> members,
            int survivors,
            int streams,
            int selfRank,
            SortedMap<String, Integer> named,
            Buffers buffers,
            long installedAt) {
        this.ref = ref;
        this.id = id;
        this.survivors = survivors;
        this.members = List.copyOf(members);
        this.selfRank = selfRank;
        this.named = named;
        this.installedAt = installedAt;
        this.loaded = new boolean[streams];
        this.leaving = new boolean[streams];
        this.heldBy = new long[streams][streams];
        this.freedBy = new long[streams][streams];
        this.stable = new long[streams];
        this.logs = new SenderLog[streams];
        for (int rank = 0; rank < streams; rank++) {
            logs[rank] = new SenderLog(rank, buffers);
        }
    }

    /** Of an installed view, or of view 0 at a founder. The first {@code survivors} members have the state. */
    public static Epoch installed(
            ViewRef ref,
            String id,
            List<ProcessId> members,
            int survivors,
            ProcessId self,
            SortedMap<String, Integer> named,
            Buffers buffers,
            long now) {
        Epoch epoch =
                new Epoch(ref, id, members, survivors, members.size(), members.indexOf(self), named, buffers, now);
        Arrays.fill(epoch.loaded, 0, survivors, true);
        return epoch;
    }

    /** Of the view before a joiner's first: its streams' unstable part is fetched and served, nothing delivered. */
    public static Epoch observed(ViewRef ref, Value decided, Buffers buffers, long now) {
        int streams = decided.cut().size();
        Epoch epoch = new Epoch(ref, "", List.of(), 0, streams, -1, decided.named(), buffers, now);
        epoch.frozen = true;
        epoch.decide(decided);
        for (int rank = 0; rank < streams; rank++) {
            epoch.logs[rank].skipThrough(decided.stable().at(rank));
        }
        return epoch;
    }

    public long seq() {
        return ref.seq();
    }

    /** -1 for who is no member. */
    public int rankOf(ProcessId process) {
        return members.indexOf(process);
    }

    public ProcessId member(int rank) {
        return members.get(rank);
    }

    public SenderLog own() {
        return logs[selfRank];
    }

    public boolean selfLoaded() {
        return selfRank >= 0 && loaded[selfRank];
    }

    /** Whether messages are sent, acknowledged and delivered here. */
    public boolean running() {
        return !frozen && selfRank >= 0;
    }

    @Nullable
    public Value decision() {
        return decision;
    }

    public void decide(Value value) {
        decision = value;
        successor = ViewRef.of(ref.seq() + 1, value.id());
        successorInstalled = new boolean[value.members().size()];
    }

    /**
     * Notes which view a process has installed last. Nobody skips a view: who is in a later one has installed the decided
     * successor if that names it.
     */
    public void reported(ProcessId process, ViewRef installed) {
        Value value = decision;
        boolean reached = installed.seq() > successor.seq() || installed.equals(successor);
        int rank = value == null || !reached ? -1 : value.members().indexOf(process);
        if (rank >= 0) {
            successorInstalled[rank] = true;
        }
    }

    /** Somebody else knows that a quorum of the successor has installed it. */
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

    /** Whether enough of the cut is held for what it is needed for. */
    public boolean holds(Value value, FlushPolicy flush) {
        if (value.cut().size() != logs.length) {
            return false;
        }
        for (SenderLog log : logs) {
            if (!flush.isComplete(log.held(), value.cut().at(log.rank))) {
                return false;
            }
        }
        return true;
    }

    public long[] heldPrefixes() {
        long[] held = new long[logs.length];
        for (SenderLog log : logs) {
            held[log.rank] = log.held();
        }
        return held;
    }

    public long[] freedPrefixes() {
        long[] freed = new long[logs.length];
        for (SenderLog log : logs) {
            freed[log.rank] = log.freed();
        }
        return freed;
    }

    void clear() {
        for (SenderLog log : logs) {
            log.clear();
        }
    }
}
