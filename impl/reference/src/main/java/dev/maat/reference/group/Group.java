package dev.maat.reference.group;

import dev.maat.contract.Effect;
import dev.maat.contract.ProcessId;
import dev.maat.reference.packet.Value;
import dev.maat.reference.packet.ViewRef;
import dev.maat.reference.parts.QuorumRule;
import dev.maat.reference.parts.ReferenceParts;
import dev.maat.reference.stream.Buffers;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The group as one process knows it: the epochs that it keeps, and its own state.
 *
 * <table>
 * <caption>States of a process</caption>
 * <tr><th>from</th><th>on</th><th>to</th></tr>
 * <tr><td>start</td><td>founder</td><td>member of view 0</td></tr>
 * <tr><td>start</td><td>no founder</td><td>joining</td></tr>
 * <tr><td>member of view 0</td><td>view 1 decided without it, or gone</td><td>joining, as the same process</td></tr>
 * <tr><td>joining</td><td>a decided view names it, cut held</td><td>member, not loaded</td></tr>
 * <tr><td>member</td><td>next view decided with it, cut held</td><td>member</td></tr>
 * <tr><td>member</td><td>next view decided without it</td><td>departing</td></tr>
 * <tr><td>departing</td><td>a quorum of the next view has installed it</td><td>ended: left or excluded</td></tr>
 * <tr><td>any</td><td>told that messages or a decision that it needs are gone</td><td>ended: left or excluded</td></tr>
 * </table>
 */
public final class Group {
    public final Host host;
    public final ReferenceParts parts;
    public final Buffers buffers;
    public final LamportClock clock = new LamportClock();

    private final TreeMap<Long, Epoch> epochs = new TreeMap<>();
    private @Nullable Epoch current;
    private long droppedThrough = Long.MIN_VALUE;
    private boolean leaving;
    private boolean ended;

    public Group(Host host, ReferenceParts parts) {
        this.host = host;
        this.parts = parts;
        this.buffers = new Buffers(host.start.limits().maxBufferBytes());
    }

    public QuorumRule quorum() {
        return parts.agreement().quorum();
    }

    /** Whether this process promises and accepts in that epoch. */
    public boolean mayVote(Epoch epoch) {
        return parts.transition().transfer().mayVote(epoch.selfLoaded());
    }

    public ProcessId self() {
        return host.self;
    }

    /** The epoch of the newest view installed here (view 0 at a founder), or null while this process is joining. */
    @Nullable
    public Epoch current() {
        return current;
    }

    /** The running epoch if it is the one a packet is about. */
    @Nullable
    public Epoch current(ViewRef subject) {
        Epoch epoch = current;
        return epoch != null && epoch.ref().equals(subject) ? epoch : null;
    }

    /** A kept epoch, present or past. */
    @Nullable
    public Epoch kept(ViewRef subject) {
        Epoch epoch = epochs.get(subject.seq());
        return epoch != null && epoch.ref().equals(subject) ? epoch : null;
    }

    /** Whether a kept epoch is decided, which is rare: most packets arrive while none is. */
    public boolean keepsDecision() {
        Epoch newest = epochs.isEmpty() ? null : epochs.lastEntry().getValue();
        return epochs.size() > 1 || (newest != null && newest.decision() != null);
    }

    public List<Epoch> keptEpochs() {
        return new ArrayList<>(epochs.values());
    }

    /** Becomes a member of view 0. */
    public void found(Membership zero) {
        install(zero);
    }

    /** Keeps the view before a joiner's first, as {@link Epoch#observed}. */
    public Epoch observe(ViewRef ref, Value decided) {
        Epoch epoch = Epoch.observed(ref, decided, this);
        epochs.put(epoch.seq(), epoch);
        return epoch;
    }

    public Epoch install(Membership next) {
        Epoch epoch = Epoch.installed(next, this);
        epochs.put(epoch.seq(), epoch);
        current = epoch;
        host.installed(epoch.ref());
        return epoch;
    }

    /** A founder that view 1 is without asks to join, and goes on as an acceptor of view 0. */
    public void becomeJoiner() {
        current = null;
        host.installed(ViewRef.NONE);
    }

    public boolean joining() {
        return current == null && !ended;
    }

    public void drop(long seq) {
        Epoch epoch = epochs.remove(seq);
        if (epoch != null) {
            epoch.clear();
        }
        droppedThrough = Math.max(droppedThrough, seq);
    }

    /** A joiner never had the epochs before its first view: it treats them like dropped ones. */
    public void markGoneThrough(long throughSeq) {
        droppedThrough = Math.max(droppedThrough, throughSeq);
    }

    /** Whether no process need keep that epoch any more, and this one does not. */
    public boolean isGone(long seq) {
        return seq <= droppedThrough && !epochs.containsKey(seq);
    }

    public boolean leaving() {
        return leaving;
    }

    public void leave() {
        leaving = true;
    }

    public boolean ended() {
        return ended;
    }

    public void end() {
        ended = true;
        for (Epoch epoch : epochs.values()) {
            epoch.clear();
        }
    }

    /** From now on this process sends, acknowledges and delivers nothing of this epoch except a decided cut; nothing thaws it. */
    public void freeze(Epoch epoch) {
        if (epoch.isFrozen()) {
            return;
        }
        epoch.freeze();
        if (epoch.seq() > 0) {
            host.emit(new Effect.Block());
            host.mark(ProtocolPhase.FLUSH, true);
        }
    }

    /** Whether the next view is decided and without this process. */
    public boolean departing() {
        Epoch epoch = current;
        Value value = epoch == null ? null : epoch.decision();
        return value != null && !value.members().contains(self());
    }
}
