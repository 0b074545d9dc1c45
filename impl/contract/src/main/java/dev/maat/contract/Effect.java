package dev.maat.contract;

/**
 * A thing that a {@link ProtocolCore} wants done. The effects of a step are carried out in order, each before the next. Inputs
 * that they cause wait their turn, except the answers to {@link TakeSnapshot}, {@link LoadSnapshot} and {@link LoadStored}, which come
 * first.
 */
public sealed interface Effect {
    /** {@link Deliver#place} of a message that has no place in a total order. */
    long NO_PLACE = -1;

    /** {@link Deliver#handle} of a message that no {@link Stable} ever follows. */
    long NO_HANDLE = -1;

    /**
     * An effect for the layer above the core, which hears of it and answers nothing. The other effects are carried out by the
     * runtime: packets, timers and snapshots.
     */
    sealed interface Upcall extends Effect {}

    /** Send a packet, unreliably; it is at most {@link Limits#maxPacketBytes} long and not changed afterwards. */
    record Send(Destination to, byte[] packet) implements Effect {}

    /** Fire timer {@code id} once, {@code delayNanos} from now; setting it again replaces it. */
    record SetTimer(long id, long delayNanos) implements Effect {}

    /** The timer no longer fires, even if it was due. */
    record CancelTimer(long id) implements Effect {}

    /**
     * Hand a message to the application.
     *
     * @param sender the process that multicast it
     * @param payload as multicast; no side changes it afterwards, since the core may still repair a loss from it
     * @param place in the total order, or {@link #NO_PLACE}
     * @param handle names this delivery in a later {@link Stable}, never reused by this process, or {@link #NO_HANDLE}
     */
    record Deliver(ProcessId sender, byte[] payload, long place, long handle) implements Upcall {}

    /** Install a view: tell the application about it. */
    record InstallView(View view) implements Upcall {}

    /** Ask the application to stop multicasting. Further multicasts are queued or refused. */
    record Block() implements Upcall {}

    /** The application may multicast again. */
    record Unblock() implements Upcall {}

    /** The message has its number in a view: it is sent. */
    record Accepted(long token) implements Upcall {}

    /** The message is certainly not sent and never will be. */
    record Refused(long token, String why) implements Upcall {}

    /**
     * Every member of the view holds the message delivered with this handle, and each message that it may not be delivered without: whoever
     * goes on to the next view delivers it in this one.
     */
    record Stable(long handle) implements Upcall {}

    /** This process has left; the last effect ever. */
    record Left() implements Upcall {}

    /**
     * This process was excluded, or the state that it needs is gone everywhere; the last effect ever. Its node may return as a new
     * process.
     */
    record Excluded(String why) implements Upcall {}

    /** No quorum is heard, or one is heard again. */
    record LostQuorum(boolean on) implements Upcall {}

    /** Give the application's state as of now; the view is the one about to be installed. */
    record TakeSnapshot(String viewId) implements Effect {}

    /** The state that was taken for that view is not read any more; nothing happens if none was taken. */
    record ReleaseSnapshot(String viewId) implements Effect {}

    /** Load this state, the application's state at the installation of {@code viewId}, before any delivery. */
    record LoadSnapshot(String viewId, byte[] state) implements Effect {}

    /**
     * Keep this piece of the application's state at the installation of {@code viewId}. Pieces come in order without a gap; one at offset
     * 0 begins anew, and what was stored before is forgotten.
     */
    record StorePiece(String viewId, long offset, byte[] bytes) implements Effect {}

    /** Load the state that was stored in pieces, before any delivery; answered as {@link LoadSnapshot} is. */
    record LoadStored(String viewId) implements Effect {}

    /** The send window is full ({@code on}): slow down. Further multicasts may be refused. */
    record Backpressure(boolean on) implements Upcall {}

    /** The failure detector's opinion of a process. */
    record Suspect(ProcessId who, boolean on) implements Upcall {}

    /** A phase of the protocol begins or ends: {@code flush}, {@code install}, {@code transfer}, ... */
    record Phase(String name, boolean on) implements Upcall {}

    /** Bytes in all buffers now, and their bound. */
    record Sample(long bufferedBytes, long boundBytes) implements Upcall {}
}
