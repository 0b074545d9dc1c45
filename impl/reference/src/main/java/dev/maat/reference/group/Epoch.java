package dev.maat.reference.group;

import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Counts;
import dev.maat.reference.packet.Value;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.parts.FlushPolicy;
import dev.maat.reference.stream.SenderLog;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A view with all that belongs to it: its {@link Membership}, its members' streams, what they {@linkplain Acknowledged hold}, and
 * the {@link Agreement} on its successor.
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
    /**
     * A joiner that stores less in the time that is given for the transfer makes no progress: with a round trip of half a second the smallest
     * window brings more.
     */
    private static final long PROGRESS_BYTES = 1 << 14;

    /** A joiner that begins its transfer anew more often makes progress only beyond what it has stored before. */
    private static final int MAX_RESTARTS = 8;

    private final Membership membership;
    /** The streams by rank, in an array, since every packet looks a stream up. */
    private final SenderLog[] logs;

    private final List<SenderLog> logsInOrder;
    private final Acknowledged acknowledged;
    private final Agreement agreement;
    private final long installedAt;
    private final boolean[] loaded;
    private final long[] stateBytes;
    private final long[] progressAt;
    private final int[] restarts;
    private final boolean[] leaving;
    private boolean frozen;

    private Epoch(Membership membership, int streams, Group group) {
        this.membership = membership;
        this.installedAt = group.host.now();
        this.loaded = new boolean[streams];
        this.stateBytes = new long[streams];
        this.progressAt = new long[streams];
        this.restarts = new int[streams];
        Arrays.fill(progressAt, installedAt);
        this.leaving = new boolean[streams];
        this.acknowledged = new Acknowledged(streams);
        this.agreement = new Agreement(membership.ref().seq());
        this.logs = new SenderLog[streams];
        for (int rank = 0; rank < streams; rank++) {
            logs[rank] = new SenderLog(rank, group.buffers);
        }
        this.logsInOrder = List.of(logs);
    }

    /** The epoch of an installed view, or of view 0 at a founder. The survivors have the application's state. */
    static Epoch installed(Membership membership, Group group) {
        Epoch epoch = new Epoch(membership, membership.members().size(), group);
        Arrays.fill(epoch.loaded, 0, membership.survivors(), true);
        return epoch;
    }

    /** The epoch before a joiner's first view: its streams' unstable part is fetched and served, and nothing is delivered. */
    static Epoch observed(ViewRef ref, Value decided, Group group) {
        int streams = decided.cut().size();
        Membership unknown = new Membership(ref, "", List.of(), 0, -1, decided.named());
        Epoch epoch = new Epoch(unknown, streams, group);
        epoch.frozen = true;
        epoch.agreement.decide(decided);
        for (SenderLog log : epoch.logs) {
            log.skipThrough(decided.stable().at(log.rank()));
        }
        return epoch;
    }

    public Membership membership() {
        return membership;
    }

    public ViewRef ref() {
        return membership.ref();
    }

    public long seq() {
        return membership.ref().seq();
    }

    public List<ProcessId> members() {
        return membership.members();
    }

    public ProcessId member(int rank) {
        return membership.members().get(rank);
    }

    /** -1 for a process that is no member. */
    public int rankOf(ProcessId process) {
        List<ProcessId> members = membership.members();
        for (int rank = 0; rank < members.size(); rank++) {
            if (members.get(rank) == process) {
                return rank;
            }
        }
        return members.indexOf(process);
    }

    public int selfRank() {
        return membership.selfRank();
    }

    public long installedAt() {
        return installedAt;
    }

    /** How many members the view has, known or not: each has a stream. */
    public int streams() {
        return logs.length;
    }

    public List<SenderLog> logs() {
        return logsInOrder;
    }

    public SenderLog log(int rank) {
        return logs[rank];
    }

    public SenderLog own() {
        return logs[membership.selfRank()];
    }

    public Acknowledged acknowledged() {
        return acknowledged;
    }

    public Agreement agreement() {
        return agreement;
    }

    @Nullable
    public Value decision() {
        return agreement.decision();
    }

    /** Records that the member has the application's state. */
    public void markLoaded(int rank) {
        loaded[rank] = true;
    }

    /**
     * Records that a joiner has stored so much of its state. It is given no more time for that once the view is frozen: all wait then. With
     * fewer bytes than before it has begun anew, from a provider with other bytes.
     */
    public void reportStored(int rank, long bytes, long now) {
        if (bytes < stateBytes[rank] && restarts[rank] < MAX_RESTARTS) {
            restarts[rank]++;
            stateBytes[rank] = bytes;
        }
        if (!frozen && bytes >= stateBytes[rank] + PROGRESS_BYTES) {
            stateBytes[rank] = bytes;
            progressAt[rank] = now;
        }
    }

    /** When the joiner of that rank last made progress with its state: at the installation, and with each {@link #PROGRESS_BYTES} since. */
    public long progressAt(int rank) {
        return progressAt[rank];
    }

    public boolean isLoaded(int rank) {
        return loaded[rank];
    }

    public boolean selfLoaded() {
        return selfRank() >= 0 && loaded[selfRank()];
    }

    public boolean allLoaded() {
        for (boolean one : loaded) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    /** Records that the member has said that it leaves. */
    public void markLeaving(int rank) {
        leaving[rank] = true;
    }

    public boolean isLeaving(int rank) {
        return leaving[rank];
    }

    void freeze() {
        frozen = true;
    }

    public boolean isFrozen() {
        return frozen;
    }

    /** Whether messages are sent, acknowledged and delivered here. */
    public boolean running() {
        return !frozen && selfRank() >= 0;
    }

    /** Whether enough of the cut is held to propose, accept or install the value. */
    public boolean holds(Value value, FlushPolicy flush) {
        if (value.cut().size() != logs.length) {
            return false;
        }
        for (SenderLog log : logs) {
            if (!flush.isComplete(log.held(), value.cut().at(log.rank()))) {
                return false;
            }
        }
        return true;
    }

    public Counts heldPrefixes() {
        long[] held = new long[logs.length];
        for (SenderLog log : logs) {
            held[log.rank()] = log.held();
        }
        return Counts.of(held);
    }

    public Counts freedPrefixes() {
        long[] freed = new long[logs.length];
        for (SenderLog log : logs) {
            freed[log.rank()] = log.freed();
        }
        return Counts.of(freed);
    }

    void clear() {
        for (SenderLog log : logs) {
            log.clear();
        }
    }
}
