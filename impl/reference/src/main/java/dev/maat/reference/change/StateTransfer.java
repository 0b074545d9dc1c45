package dev.maat.reference.change;

import dev.maat.contract.Effect;
import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.ProtocolPhase;
import dev.maat.reference.packet.Packet;
import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings the application's state to joiners. Each survivor takes a snapshot after the cut and keeps it until all joiners of the
 * view have loaded. A joiner asks one survivor for it piece by piece, and starts again with another if that one falls silent.
 */
public final class StateTransfer {
    /** Pieces that answer one request. */
    private static final int PIECES_PER_ASK = 16;

    /** Pieces kept while one before them is missing. */
    private static final int MAX_AHEAD = 2 * PIECES_PER_ASK;

    /** Unanswered requests after which another survivor is asked. */
    private static final int PATIENCE = 5;

    private final Group group;
    private final Host host;
    private @Nullable String expected;
    private byte @Nullable [] snapshot;
    private boolean transferring;

    private byte[] received = {};
    private final TreeMap<Long, byte[]> ahead = new TreeMap<>();
    private int receivedBytes;
    private int piecesSinceAsk;
    private long askedAt;
    private int unanswered;
    private int provider;
    private boolean loading;

    public StateTransfer(Group group) {
        this.group = group;
        this.host = group.host;
    }

    /** The application's next snapshot belongs to the installation of this view. */
    void expectSnapshot(String viewId) {
        expected = viewId;
    }

    public void onSnapshot(String viewId, byte[] state) {
        if (viewId.equals(expected)) {
            expected = null;
            snapshot = state;
            group.buffers.add(state.length);
        }
    }

    /** The old view's snapshot is not needed any more: every joiner in the next view has loaded. */
    void endView() {
        drop();
        received = new byte[0];
        loading = false;
        setTransferring(false);
    }

    /** A view with joiners was installed. */
    void beginView() {
        provider = 0;
        unanswered = 0;
        piecesSinceAsk = 0;
        setTransferring(true);
        tick();
    }

    public void tick() {
        Epoch epoch = group.current();
        if (epoch == null || !transferring) {
            return;
        }
        if (!epoch.selfLoaded()) {
            if (!loading && host.now() - askedAt >= host.options.retryNanos()) {
                ask(epoch);
            }
        } else if (!group.parts.transition().transfer().keepsSnapshot(epoch.allLoaded())) {
            drop();
            setTransferring(false);
        }
    }

    public void onAsk(ProcessId from, Packet.SnapshotAsk ask) {
        Epoch epoch = group.current(ask.subject());
        byte[] state = snapshot;
        if (epoch == null || state == null || epoch.rankOf(from) < 0 || ask.offset() > state.length) {
            return;
        }
        int offset = (int) ask.offset();
        for (int i = 0; i < PIECES_PER_ASK; i++) {
            int end = Math.min(state.length, offset + host.maxBodyBytes);
            host.send(
                    from,
                    new Packet.SnapshotPiece(
                            epoch.ref(), state.length, offset, Arrays.copyOfRange(state, offset, end)));
            offset = end;
            if (offset == state.length) {
                return;
            }
        }
    }

    public void onPiece(ProcessId from, Packet.SnapshotPiece piece) {
        Epoch epoch = group.current(piece.subject());
        if (epoch == null || epoch.selfLoaded() || loading || !from.equals(provider(epoch))) {
            return;
        }
        if (piece.offset() < receivedBytes || piece.totalBytes() > Integer.MAX_VALUE || isTooFarAhead(piece.offset())) {
            return;
        }
        if (ahead.putIfAbsent(piece.offset(), piece.bytes()) == null) {
            piecesSinceAsk++;
        }
        unanswered = 0;
        for (byte[] next = ahead.remove((long) receivedBytes);
                next != null;
                next = ahead.remove((long) receivedBytes)) {
            append(next);
        }
        if (receivedBytes >= piece.totalBytes()) {
            loading = true;
            host.emit(new Effect.LoadSnapshot(epoch.membership().id(), Arrays.copyOf(received, receivedBytes)));
        } else if (piecesSinceAsk >= PIECES_PER_ASK && ahead.isEmpty()) {
            ask(epoch);
        }
    }

    /** The application has loaded its state; true if this process was waiting for that. */
    public boolean onLoaded() {
        Epoch epoch = group.current();
        if (epoch == null || !loading || epoch.selfLoaded()) {
            return false;
        }
        loading = false;
        received = new byte[0];
        forgetReceived();
        epoch.markLoaded(epoch.selfRank());
        setTransferring(false);
        return true;
    }

    private void ask(Epoch epoch) {
        if (unanswered >= PATIENCE) {
            unanswered = 0;
            provider++;
            forgetReceived();
        }
        unanswered++;
        piecesSinceAsk = 0;
        askedAt = host.now();
        ProcessId from = provider(epoch);
        if (from != null) {
            host.send(from, new Packet.SnapshotAsk(epoch.ref(), receivedBytes));
        }
    }

    /** A survivor, which come first in rank order: a joiner that has loaded meanwhile has no snapshot. */
    private @Nullable ProcessId provider(Epoch epoch) {
        int survivors = Math.max(1, epoch.membership().survivors());
        ProcessId process = epoch.member(provider % survivors);
        return process.equals(host.self) ? null : process;
    }

    private void append(byte[] piece) {
        if (receivedBytes + piece.length > received.length) {
            received = Arrays.copyOf(received, Math.max(received.length * 2, receivedBytes + piece.length));
        }
        System.arraycopy(piece, 0, received, receivedBytes, piece.length);
        receivedBytes += piece.length;
        group.buffers.add(piece.length);
    }

    private void drop() {
        byte[] state = snapshot;
        if (state != null) {
            group.buffers.remove(state.length);
            snapshot = null;
        }
        expected = null;
        forgetReceived();
    }

    private boolean isTooFarAhead(long offset) {
        return offset > receivedBytes && ahead.size() >= MAX_AHEAD;
    }

    private void forgetReceived() {
        group.buffers.remove(receivedBytes);
        receivedBytes = 0;
        ahead.clear();
    }

    private void setTransferring(boolean on) {
        if (on != transferring) {
            transferring = on;
            host.mark(ProtocolPhase.TRANSFER, on);
        }
    }
}
