package dev.maat.checkers.recording;

import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes the evidence of one process, a line per event, with the keys in the order of the format. Each method returns when the
 * sink has completed the line. Safe for several threads: lines never interleave, and their order is the order of calls.
 *
 * <p>Call {@link #send} before the implementation can transmit, {@link #view} and {@link #deliver} before the application
 * sees them. After {@link #closed} every further call throws: a line after {@code closed} would spoil the log. After
 * {@link #closedWhileRunning} it writes nothing.
 */
public final class ProcessRecorder {
    private final String process;
    private ProcessLines lines;
    private final MessageReader messages;
    private final LongSupplier nanosSinceRunBegan;
    private long written;
    private boolean closed;

    /**
     * @param process node, dot, incarnation: {@code "n1.0"}
     * @param sink takes each line
     * @param nanosSinceRunBegan a clock that the nemesis does not skew
     * @throws IllegalArgumentException if that is not a process id
     */
    public ProcessRecorder(String process, LineSink sink, LongSupplier nanosSinceRunBegan) {
        this(process, new JsonProcessLines(process, sink), MessageReader.PLAIN, nanosSinceRunBegan);
    }

    ProcessRecorder(String process, ProcessLines lines, MessageReader messages, LongSupplier nanosSinceRunBegan) {
        if (!Payloads.isMessageId(process + ":1")) {
            throw new IllegalArgumentException("not a process id (node.incarnation): '" + process + "'");
        }
        this.process = process;
        this.lines = lines;
        this.messages = messages;
        this.nanosSinceRunBegan = nanosSinceRunBegan;
    }

    /** The process recorded. */
    public String process() {
        return process;
    }

    /** The process runs. */
    public synchronized void start() {
        lines.plain("start", next("start"));
    }

    /**
     * A view is installed.
     *
     * @param id equal ids mean the same view
     * @param seq the implementation's own number
     * @param members in rank order
     * @param transitional the transitional set, or null if the implementation gives none
     */
    public synchronized void view(
            String id, long seq, List<String> members, boolean primary, @Nullable List<String> transitional) {
        lines.view(next("view"), id, seq, members, primary, transitional);
    }

    /**
     * A multicast is invoked.
     *
     * @param number in this process's sequence of sends, from 1
     * @param sizeBytes wanted size of the payload
     * @param last whether this is the END message
     * @return the payload to multicast
     */
    public synchronized byte[] send(long number, int sizeBytes, boolean last) {
        String message = process + ":" + numbered(number);
        byte[] payload = Payloads.encode(message, sizeBytes);
        lines.send(next("send"), number, messages.sent(message, payload), payload.length, last);
        return payload;
    }

    /** The multicast was accepted: it has its number in a view. */
    public synchronized void sent(long number) {
        lines.sent(next("sent"), numbered(number));
    }

    /** The multicast was refused, and certainly not sent. */
    public synchronized void failed(long number) {
        lines.failed(next("failed"), numbered(number));
    }

    /**
     * A payload is delivered.
     *
     * @param payload as the implementation hands it up
     * @param place in the total order, negative if there is none
     * @return the message's id, {@link Payloads#UNREADABLE} if the payload carries none
     */
    public synchronized String deliver(byte[] payload, long place) {
        MessageReader.Message message = messages.read(payload);
        lines.deliver(next("deliver"), message, place);
        return message.id;
    }

    /** The implementation says that every member holds the message. */
    public synchronized void safe(String messageId) {
        lines.safe(next("safe"), messageId);
    }

    /** The implementation asks the application to send no more. */
    public synchronized void block() {
        lines.plain("block", next("block"));
    }

    /** Sending is allowed again. */
    public synchronized void unblock() {
        lines.plain("unblock", next("unblock"));
    }

    /** A protocol phase begins or ends. */
    public synchronized void phase(String name, boolean on) {
        lines.phase(next("phase"), name, on);
    }

    /** Another process is suspected, or no longer. */
    public synchronized void suspect(String who, boolean on) {
        lines.suspect(next("suspect"), who, on);
    }

    /**
     * The application's state at a view.
     *
     * @param dir {@code "in"} for the state that a joiner loaded; {@code "out"} for the state of a survivor at installing the view
     */
    public synchronized void state(String dir, String viewId, String digest) {
        lines.state(next("state"), dir, viewId, digest);
    }

    /** The process is asked to leave. */
    public synchronized void leave() {
        lines.plain("leave", next("leave"));
    }

    /** The process has left. */
    public synchronized void left() {
        lines.plain("left", next("left"));
    }

    /** The implementation says that the process was excluded. */
    public synchronized void excluded() {
        lines.plain("excluded", next("excluded"));
    }

    /** The implementation hears no quorum, or hears one again. */
    public synchronized void lostquorum(boolean on) {
        lines.lostquorum(next("lostquorum"), on);
    }

    /** An upcall began while another ran. */
    public synchronized void overlap(String with) {
        lines.overlap(next("overlap"), with);
    }

    /** Bytes buffered, and the bound that the implementation declares. */
    public synchronized void sample(long bufferedBytes, long boundBytes) {
        lines.sample(next("sample"), bufferedBytes, boundBytes);
    }

    /** The log is complete; the line carries the number of lines before it. */
    public synchronized void closed() {
        long nanos = next("closed");
        closed = true;
        lines.closed(nanos, written - 1);
    }

    /**
     * As {@link #closed}, for a process that goes on while others are still to close their logs. Its later events are not
     * recorded; it must multicast no more, because others may record the delivery.
     */
    public synchronized void closedWhileRunning() {
        closed();
        closed = false;
        lines = new UnwrittenLines();
    }

    /** Counts a line; returns its time. */
    private long next(String event) {
        if (closed) {
            throw new IllegalStateException("the log of " + process + " is closed; no '" + event + "' may follow");
        }
        written++;
        return nanosSinceRunBegan.getAsLong();
    }

    private static long numbered(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("messages are numbered from 1, not " + number);
        }
        return number;
    }
}
