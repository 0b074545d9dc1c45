package dev.maat.reference.transfer;

import dev.maat.contract.Effect;
import dev.maat.contract.ProcessId;
import dev.maat.contract.StateImage;
import dev.maat.reference.feedback.RoundTrip;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.group.ProtocolPhase;
import dev.maat.reference.group.Timer;
import dev.maat.reference.packet.Packet;
import org.jspecify.annotations.Nullable;

/**
 * Brings the application's state to joiners. Each survivor takes an image after the cut and keeps it until all joiners of the view have
 * loaded; so state and messages meet exactly at the view (Birman, Joseph 1987), and the view goes on meanwhile (Kemme, Bartoli, Babaoglu
 * 2001). A joiner gets the image from one survivor in pieces, and the rest from another if that one falls silent.
 *
 * <table>
 * <caption>A joiner</caption>
 * <tr><th>state</th><th>on</th><th>then</th><th>next</th></tr>
 * <tr><td>asking</td><td>piece in order</td><td>store it; acknowledge</td><td>asking</td></tr>
 * <tr><td>asking</td><td>piece beyond a gap</td><td>keep it, within the window; acknowledge at once</td><td>asking</td></tr>
 * <tr><td>asking</td><td>no piece for {@link #PATIENCE} requests, nor for as long as {@linkplain #isOutOfPatience the way takes}</td><td>ask
 * the next survivor for the rest</td><td>asking</td></tr>
 * <tr><td>asking</td><td>piece of an image with another digest</td><td>forget what is stored; store it</td><td>asking</td></tr>
 * <tr><td>asking</td><td>all stored, digest right</td><td>load</td><td>loading</td></tr>
 * <tr><td>asking</td><td>all stored, digest wrong</td><td>forget it; ask the next survivor</td><td>asking</td></tr>
 * <tr><td>loading</td><td>loaded</td><td>deliver what came meanwhile</td><td>loaded</td></tr>
 * </table>
 */
public final class StateTransfer {
    /** Unanswered requests after which another survivor is asked, where the way to the present one is not known to take longer. */
    private static final int PATIENCE = 5;

    /** The wait before the pieces of a next flush where no input comes before. */
    private static final long PAUSE_NANOS = 500_000;

    /** A piece that waits for one before it may be two windows ahead: the provider's window may have shrunk since it was sent. */
    private static final int WINDOWS_AHEAD = 2;

    private final Group group;
    private final Host host;
    private @Nullable String expected;
    private @Nullable Provider provider;
    private @Nullable String taken;
    private long countedBytes;

    private @Nullable Incoming incoming;
    private int asked;
    private int unanswered;
    /** When the present provider was asked first, or its last piece came. */
    private long heardAt;
    /** The survivors in a row that were asked in vain. */
    private int silentProviders;
    /** How long the silences took that outlasted the usual patience and ended with a piece. On a long way one follows each window. */
    private final RoundTrip silences = new RoundTrip();

    private long askedAt = Long.MIN_VALUE / 2;
    private boolean loading;
    private boolean transferring;
    private long wakeAt = Outgoing.NEVER;

    public StateTransfer(Group group) {
        this.group = group;
        this.host = group.host;
    }

    /** The application's next image belongs to the installation of this view. */
    public void expectSnapshot(String viewId) {
        expected = viewId;
    }

    public void onSnapshot(String viewId, StateImage image) {
        Epoch epoch = group.current();
        if (!viewId.equals(expected) || epoch == null) {
            host.emit(new Effect.ReleaseSnapshot(viewId));
            return;
        }
        expected = null;
        taken = viewId;
        countedBytes = image.heldBytes();
        group.buffers.addState(countedBytes);
        provider = new Provider(host, epoch.ref(), image, maxWindowBytes());
    }

    /** The old view's image is not needed any more: every joiner in the next view has loaded. */
    public void endView() {
        drop();
        Incoming rest = incoming;
        if (rest != null) {
            rest.restart();
        }
        incoming = null;
        loading = false;
        setTransferring(false);
    }

    /** A view with joiners was installed. */
    public void beginView(Epoch epoch) {
        unanswered = 0;
        silentProviders = 0;
        heardAt = host.now();
        if (!epoch.selfLoaded()) {
            // Two joiners begin with two providers.
            asked = epoch.selfRank() - survivors(epoch);
            incoming = new Incoming(
                    host, group.buffers, epoch.membership().id(), epoch.ref(), WINDOWS_AHEAD * maxWindowBytes());
        }
        setTransferring(true);
        tick();
    }

    /** The bytes of the state that this joiner has stored. */
    public long storedBytes() {
        Incoming joining = incoming;
        return joining == null ? 0 : joining.held();
    }

    public void tick() {
        Epoch epoch = group.current();
        if (epoch == null || !transferring) {
            return;
        }
        Incoming joining = incoming;
        if (joining != null && !epoch.selfLoaded()) {
            if (!loading && host.now() - askedAt >= host.options.retryNanos()) {
                askAgain(epoch, joining);
            } else if (!loading && joining.hasUnacknowledged()) {
                ask(epoch, joining);
            }
        } else if (!group.parts.transition().transfer().keepsSnapshot(epoch.allLoaded())) {
            drop();
            setTransferring(false);
        }
    }

    public void onAsk(ProcessId from, Packet.SnapshotAsk ask) {
        Epoch epoch = group.current(ask.subject());
        Provider serving = provider;
        if (epoch != null && serving != null && epoch.rankOf(from) >= survivors(epoch)) {
            serving.onAsk(from, ask);
        }
    }

    public void onPiece(ProcessId from, Packet.SnapshotPiece piece) {
        Epoch epoch = group.current(piece.subject());
        Incoming joining = incoming;
        if (epoch == null || joining == null || epoch.selfLoaded() || loading || !from.equals(asked(epoch))) {
            return;
        }
        if (unanswered >= PATIENCE) {
            silences.measured(host.now() - heardAt);
        }
        unanswered = 0;
        silentProviders = 0;
        askedAt = host.now();
        heardAt = host.now();
        if (!joining.take(piece)) {
            return;
        }
        if (joining.isIntact()) {
            loading = true;
            host.emit(new Effect.LoadStored(epoch.membership().id()));
        } else {
            joining.restart();
            askNext(epoch, joining);
        }
    }

    /** The inputs that were ready are handled: pieces go out, and acknowledgements of pieces. */
    public void flush() {
        Epoch epoch = group.current();
        Incoming joining = incoming;
        if (epoch == null || !transferring) {
            return;
        }
        if (joining != null && !epoch.selfLoaded() && !loading && joining.owesAcknowledgement()) {
            ask(epoch, joining);
        }
        Provider serving = provider;
        if (serving != null) {
            wakeBy(serving.flush(PAUSE_NANOS));
        }
    }

    /** {@link Timer#TRANSFER} fired; a flush follows. */
    public void timerFired() {
        wakeAt = Outgoing.NEVER;
    }

    /** The application has loaded its state; true if this process was waiting for that. */
    public boolean onLoaded() {
        Epoch epoch = group.current();
        if (epoch == null || !loading || epoch.selfLoaded()) {
            return false;
        }
        loading = false;
        incoming = null;
        epoch.markLoaded(epoch.selfRank());
        setTransferring(false);
        return true;
    }

    private void askAgain(Epoch epoch, Incoming joining) {
        if (isOutOfPatience()) {
            silentProviders++;
            askNext(epoch, joining);
        } else {
            unanswered++;
            ask(epoch, joining);
        }
    }

    /** The ways may be longer than any that is known: each survivor that was asked in vain doubles the patience. */
    private boolean isOutOfPatience() {
        return unanswered >= PATIENCE && host.now() - heardAt >= silences.timeoutNanos(silentProviders);
    }

    private void askNext(Epoch epoch, Incoming joining) {
        asked++;
        unanswered = 1;
        heardAt = host.now();
        joining.changeProvider();
        ask(epoch, joining);
    }

    private void ask(Epoch epoch, Incoming joining) {
        askedAt = host.now();
        host.send(asked(epoch), joining.ask());
    }

    /** A survivor, which come first in rank order: a joiner that has loaded meanwhile has no image. */
    private ProcessId asked(Epoch epoch) {
        return epoch.member(asked % survivors(epoch));
    }

    private static int survivors(Epoch epoch) {
        return Math.max(1, epoch.membership().survivors());
    }

    private long maxWindowBytes() {
        return group.buffers.transferWindowBytes();
    }

    private void wakeBy(long due) {
        if (due == Outgoing.NEVER || (due >= wakeAt && wakeAt > host.now())) {
            return;
        }
        wakeAt = due;
        host.setTimer(Timer.TRANSFER, Math.max(1, due - host.now()));
    }

    private void drop() {
        String released = taken;
        if (released != null) {
            group.buffers.addState(-countedBytes);
            host.emit(new Effect.ReleaseSnapshot(released));
        }
        taken = null;
        provider = null;
        expected = null;
    }

    private void setTransferring(boolean on) {
        if (on != transferring) {
            transferring = on;
            host.mark(ProtocolPhase.TRANSFER, on);
        }
    }
}
