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
    private final LineSink sink;
    private final LongSupplier nanosSinceRunBegan;
    private final JsonLine line = new JsonLine();
    private final byte[] prefix;
    private long lines;
    private boolean closed;
    private boolean runsOn;

    /**
     * @param process node, dot, incarnation: {@code "n1.0"}
     * @param sink takes each line
     * @param nanosSinceRunBegan a clock that the nemesis does not skew
     * @throws IllegalArgumentException if that is not a process id
     */
    public ProcessRecorder(String process, LineSink sink, LongSupplier nanosSinceRunBegan) {
        if (!Payloads.isMessageId(process + ":1")) {
            throw new IllegalArgumentException("not a process id (node.incarnation): '" + process + "'");
        }
        this.process = process;
        this.sink = sink;
        this.nanosSinceRunBegan = nanosSinceRunBegan;
        this.prefix = line.begin().field("p", process).prefix();
    }

    /** The process recorded. */
    public String process() {
        return process;
    }

    /** The process runs. */
    public synchronized void start() {
        write(event("start"));
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
        JsonLine view = event("view")
                .field("id", id)
                .field("seq", seq)
                .field("members", members)
                .field("primary", primary);
        if (transitional != null) {
            view.field("transitional", transitional);
        }
        write(view);
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
        String message = message(number);
        byte[] payload = Payloads.encode(message, sizeBytes);
        JsonLine send = event("send")
                .field("m", message)
                .field("hash", Payloads.hash(payload))
                .field("size", payload.length);
        if (last) {
            send.field("last", true);
        }
        write(send);
        return payload;
    }

    /** The multicast was accepted: it has its number in a view. */
    public synchronized void sent(long number) {
        write(event("sent").field("m", message(number)));
    }

    /** The multicast was refused, and certainly not sent. */
    public synchronized void failed(long number) {
        write(event("failed").field("m", message(number)));
    }

    /**
     * A payload is delivered.
     *
     * @param payload as the implementation hands it up
     * @param place in the total order, negative if there is none
     * @return the message's id, {@link Payloads#UNREADABLE} if the payload carries none
     */
    public synchronized String deliver(byte[] payload, long place) {
        String message = Payloads.messageId(payload);
        JsonLine deliver = event("deliver").field("m", message).field("hash", Payloads.hash(payload));
        if (place >= 0) {
            deliver.field("place", place);
        }
        write(deliver);
        return message;
    }

    /** The implementation says that every member holds the message. */
    public synchronized void safe(String messageId) {
        write(event("safe").field("m", messageId));
    }

    /** The implementation asks the application to send no more. */
    public synchronized void block() {
        write(event("block"));
    }

    /** Sending is allowed again. */
    public synchronized void unblock() {
        write(event("unblock"));
    }

    /** A protocol phase begins or ends. */
    public synchronized void phase(String name, boolean on) {
        write(event("phase").field("name", name).field("on", on));
    }

    /** Another process is suspected, or no longer. */
    public synchronized void suspect(String who, boolean on) {
        write(event("suspect").field("who", who).field("on", on));
    }

    /**
     * The application's state at a view.
     *
     * @param dir {@code "in"} for the state that a joiner loaded; {@code "out"} for the state of a survivor at installing the view
     */
    public synchronized void state(String dir, String viewId, String digest) {
        write(event("state").field("dir", dir).field("view", viewId).field("digest", digest));
    }

    /** The process is asked to leave. */
    public synchronized void leave() {
        write(event("leave"));
    }

    /** The process has left. */
    public synchronized void left() {
        write(event("left"));
    }

    /** The implementation says that the process was excluded. */
    public synchronized void excluded() {
        write(event("excluded"));
    }

    /** The implementation hears no quorum, or hears one again. */
    public synchronized void lostquorum(boolean on) {
        write(event("lostquorum").field("on", on));
    }

    /** An upcall began while another ran. */
    public synchronized void overlap(String with) {
        write(event("overlap").field("with", with));
    }

    /** Bytes buffered, and the bound that the implementation declares. */
    public synchronized void sample(long bufferedBytes, long boundBytes) {
        write(event("sample").field("buffered", bufferedBytes).field("bound", boundBytes));
    }

    /** The log is complete; the line carries the number of lines before it. */
    public synchronized void closed() {
        JsonLine last = event("closed").field("events", lines);
        closed = true;
        last.writeTo(sink);
    }

    /**
     * As {@link #closed}, for a process that goes on while others are still to close their logs. What it does from now on is not
     * recorded; it must multicast no more, because others may record the delivery.
     */
    public synchronized void closedWhileRunning() {
        closed();
        runsOn = true;
    }

    private JsonLine event(String name) {
        if (closed && !runsOn) {
            throw new IllegalStateException("the log of " + process + " is closed; no '" + name + "' may follow");
        }
        return line.begin(prefix).field("t", nanosSinceRunBegan.getAsLong()).field("e", name);
    }

    private void write(JsonLine event) {
        if (closed) {
            return;
        }
        lines++;
        event.writeTo(sink);
    }

    private String message(long number) {
        if (number < 1) {
            throw new IllegalArgumentException("messages are numbered from 1, not " + number);
        }
        return process + ":" + number;
    }
}
