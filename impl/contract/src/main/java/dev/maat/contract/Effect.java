package dev.maat.contract;

/**
 * What a {@link ProtocolCore} wants done. The effects of a step are carried out in order, each before the next; inputs that
 * they cause wait their turn, but for the answers to {@link TakeSnapshot} and {@link LoadSnapshot}, which come first.
 */
public sealed interface Effect {
    /** {@link Deliver#place} of a message that has no place in a total order. */
    long NO_PLACE = -1;

    /** {@link Deliver#handle} of a message whose stability is never told. */
    long NO_HANDLE = -1;

    /** Send a packet, unreliably; it is at most {@link Limits#maxPacketBytes} long and not changed afterwards. */
    record Send(Destination to, byte[] packet) implements Effect {}

    /** Fire timer {@code id} once, {@code delayNanos} from now; setting it again replaces it. */
    record SetTimer(long id, long delayNanos) implements Effect {}

    /** The timer does not fire any more, even if it was due. */
    record CancelTimer(long id) implements Effect {}

    /**
     * Hand a message to the application.
     *
     * @param sender the process that multicast it
     * @param payload as multicast
     * @param place in the total order, or {@link #NO_PLACE}
     * @param handle names this delivery in a later {@link Stable}, never reused by this process, or {@link #NO_HANDLE}
     */
    record Deliver(ProcessId sender, byte[] payload, long place, long handle) implements Effect {}

    /** Tell the application of a new view. */
    record InstallView(View view) implements Effect {}

    /** The application is asked to stop multicasting; what it multicasts all the same is queued or refused. */
    record Block() implements Effect {}

    /** It may multicast again. */
    record Unblock() implements Effect {}

    /** The message has its number in a view: it is sent. */
    record Accepted(long token) implements Effect {}

    /** The message is certainly not sent and never will be. */
    record Refused(long token, String why) implements Effect {}

    /** Every member of the view holds the message delivered with this handle. */
    record Stable(long handle) implements Effect {}

    /** This process has left; the last effect ever. */
    record Left() implements Effect {}

    /** This process was excluded, or what it needs is gone; the last effect ever. Its node may return as a new process. */
    record Excluded(String why) implements Effect {}

    /** No quorum is heard; a notice that can be taken back. */
    record LostQuorum(boolean on) implements Effect {}

    /** Give the application's state, as of now, tagged with the view about to be installed. */
    record TakeSnapshot(String viewId) implements Effect {}

    /** Load this state, which is that of installing {@code viewId}, before any delivery. */
    record LoadSnapshot(String viewId, byte[] state) implements Effect {}

    /** The send window is full ({@code on}): slow down; what is multicast all the same may be refused. */
    record Backpressure(boolean on) implements Effect {}

    /** The failure detector's opinion of a process. */
    record Suspect(ProcessId who, boolean on) implements Effect {}

    /** A phase of the protocol begins or ends: {@code flush}, {@code install}, {@code transfer}, ... */
    record Phase(String name, boolean on) implements Effect {}

    /** What all buffers hold now, against the bound. */
    record Sample(long bufferedBytes, long boundBytes) implements Effect {}
}
