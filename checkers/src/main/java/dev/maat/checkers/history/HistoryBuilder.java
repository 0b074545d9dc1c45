package dev.maat.checkers.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts events into columns, in the order of the files. A method that takes an event refuses one that cannot follow the events before
 * it; an index that it returns is the event's position in its log.
 */
public final class HistoryBuilder {
    private final ProcessTable processes = new ProcessTable();
    private final MessageTable messages = new MessageTable();
    private final MessageIds ids = new MessageIds(processes, messages);
    private final ViewTable views = new ViewTable();
    private final Hashes hashes = new Hashes();
    private final List<Detail> details = new ArrayList<>();
    private final List<String> harnessLines = new ArrayList<>();
    private final Faults faults = new Faults();
    private @Nullable Quiet quiet;
    private @Nullable String endReason;
    private long endNanos = Long.MIN_VALUE;
    private long latestNanos;
    private long events;
    private boolean places;
    private long lettingGo;
    private boolean asBeginning;

    /** The number of a process. */
    public int process(String name) throws BadLineException {
        return processes.number(name);
    }

    /** The number of a message id; {@link ProcessLog#UNREADABLE} for "?". */
    public int message(String id) throws BadLineException {
        return ids.number(id);
    }

    /** The number of a message, by its sender and the sender's own number of it. */
    public int message(int sender, long number) {
        return ids.number(sender, number);
    }

    /** Adds an event without further fields, or with an argument that the caller has; returns its index. */
    public int event(int process, EventType type, long nanos, int argument) throws BadLineException {
        ProcessLog log = processes.open(process);
        if (log.closed()) {
            throw new BadLineException(
                    "'" + type.word() + "' of " + log.name() + " after its 'closed'",
                    "'closed' is the last line of a process; only a crash may follow");
        }
        if (type == EventType.START && log.startEvent() >= 0) {
            throw new BadLineException(
                    "second 'start' of " + log.name(), "a node that starts again is another process, n1.1 after n1.0");
        }
        events++;
        latestNanos = Math.max(latestNanos, nanos);
        return log.add(type, nanos, argument);
    }

    /** Adds an event with fields that no column holds; returns its index. */
    public int event(int process, EventType type, long nanos, Detail detail) throws BadLineException {
        int index = event(process, type, nanos, details.size());
        details.add(detail);
        return index;
    }

    /**
     * A multicast by its sender.
     *
     * @param sizeBytes or {@link MessageTable#NONE}
     * @param last whether it is an END message
     * @param hash of the payload, in hexadecimal digits, or null
     */
    public int send(int process, long nanos, int message, int sizeBytes, boolean last, @Nullable String hash)
            throws BadLineException {
        return send(process, nanos, message, sizeBytes, last, hashes.kindOf(hash), hashes.valueOf(hash));
    }

    /** Likewise; the hash is a number of so many hexadecimal digits, at most 16; 0 digits if the line has none. */
    public int send(int process, long nanos, int message, int sizeBytes, boolean last, byte hashDigits, long hash)
            throws BadLineException {
        own(process, message, "send");
        if (messages.sendEvent(message) != MessageTable.NONE) {
            throw again(process, message, "send");
        }
        int index = event(process, EventType.SEND, nanos, message);
        messages.send(message, index, sizeBytes, last, hashDigits, hash);
        return index;
    }

    /** The return of a multicast. */
    public int sent(int process, long nanos, int message) throws BadLineException {
        returned(process, message, "sent");
        int index = event(process, EventType.SENT, nanos, message);
        messages.sent(message, index);
        return index;
    }

    /** The failure of a multicast. */
    public int failed(int process, long nanos, int message) throws BadLineException {
        returned(process, message, "failed");
        int index = event(process, EventType.FAILED, nanos, message);
        messages.failed(message, index);
        return index;
    }

    /** A delivery. Its payload's hash is in hexadecimal digits, null if the line has none. */
    public int deliver(int process, long nanos, int message, @Nullable String hash) throws BadLineException {
        return deliver(process, nanos, message, hashes.kindOf(hash), hashes.valueOf(hash));
    }

    /** A delivery. Its payload's hash is a number of so many hexadecimal digits, at most 16; 0 digits if the line has none. */
    public int deliver(int process, long nanos, int message, byte hashDigits, long hash) throws BadLineException {
        int index = event(process, EventType.DELIVER, nanos, message);
        if (hashDigits != Hashes.NONE) {
            if (message >= 0 && messages.seen(message, hashDigits, hash)) {
                processes.log(process).hash(index);
            } else {
                processes.log(process).otherHash(index, hashDigits, hash);
            }
        }
        return index;
    }

    /** The place that a delivery has in the total order. */
    public void place(int process, int index, long place) {
        processes.log(process).place(index, place);
        places = true;
    }

    /** The view that a delivery itself names. */
    public void saidView(int process, int index, String view) {
        processes.log(process).saidView(index, view);
    }

    /** Keeps the fields of a line that the format does not know, as {@code "key":value,...}. An {@code x-} line is kept whole. */
    public void extra(int process, int index, String json) {
        ProcessLog log = processes.log(process);
        if (log.type(index) != EventType.OTHER) {
            log.extra(index, json);
        }
    }

    /** Whether the line of an install has fields that the format does not know. */
    public boolean hasExtra(ViewInstall install) {
        return processes.log(install.process()).extra(install.event()) != null;
    }

    /**
     * The install of a view.
     *
     * @param members process numbers, in rank order
     * @param transitional process numbers of the transitional set, or null if the line has none
     * @param of the regular view that a transitional view belongs to; null for a regular view
     */
    public int view(
            int process,
            long nanos,
            String id,
            long seq,
            int[] members,
            boolean primary,
            int @Nullable [] transitional,
            String generation,
            @Nullable String of)
            throws BadLineException {
        int index = event(process, EventType.VIEW, nanos, views.count());
        ViewContent content = views.content(id, seq, members, primary, generation, of);
        views.add(new ViewInstall(content, process, index, transitional));
        return index;
    }

    /** Another process installs a view with the same line. */
    public void view(int process, long nanos, ViewInstall same) throws BadLineException {
        int index = event(process, EventType.VIEW, nanos, views.count());
        views.add(same.by(process, index));
    }

    /** The install that the latest view line made. */
    public ViewInstall lastInstall() {
        return views.last();
    }

    private void own(int process, int message, String what) throws BadLineException {
        if (message < 0) {
            throw new BadLineException("'" + what + "' without a message id", "give \"m\" as process, colon, number");
        }
        if (messages.sender(message) != process) {
            throw new BadLineException(
                    "'" + what + "' of " + processes.name(messages.sender(message)) + ":" + messages.number(message)
                            + " by " + processes.name(process),
                    "a message id begins with the process that sends it");
        }
    }

    private void returned(int process, int message, String what) throws BadLineException {
        own(process, message, what);
        if (messages.sentEvent(message) != MessageTable.NONE || messages.failedEvent(message) != MessageTable.NONE) {
            throw again(process, message, "return ('" + what + "')");
        }
    }

    private BadLineException again(int process, int message, String what) {
        return new BadLineException(
                "second " + what + " of " + processes.name(process) + ":" + messages.number(message),
                "each message has an id of its own and returns once");
    }

    /**
     * The end of a process, as the harness confirms it.
     *
     * @param cause the id of a fault, or null if the end was unprovoked
     */
    public void crash(int process, long nanos, @Nullable String cause, @Nullable String detail)
            throws BadLineException {
        ProcessLog log = processes.open(process);
        if (log.crash() != null) {
            throw new BadLineException(
                    "second 'crash' of " + log.name(), "a process dies once; a node restarts as another");
        }
        log.crash(new Crash(nanos, cause, detail));
        events++;
        latestNanos = Math.max(latestNanos, nanos);
    }

    /** Keeps a line of the harness as JSON. */
    public void harness(String line, long nanos) {
        harnessLines.add(line);
        events++;
        latestNanos = Math.max(latestNanos, nanos);
    }

    /**
     * Takes a line of a fault.
     *
     * @param bit as in the line, null if the line does not have it
     * @param effective whether the effect holds a number above zero
     */
    public void fault(
            String id,
            boolean on,
            long nanos,
            @Nullable String kind,
            @Nullable String detail,
            @Nullable Boolean bit,
            boolean effective,
            @Nullable String effect) {
        faults.line(id, on, nanos, kind, detail, bit, effective, effect);
    }

    /** Takes a {@code quiet} line: the faults told so far are the earlier ones. */
    public void quiet(long nanos, List<String> core, Map<String, String> probes) {
        quiet = new Quiet(nanos, core, probes, faults.ids());
    }

    /** Takes the {@code end} line. */
    public void end(long nanos, String reason) {
        endReason = reason;
        endNanos = nanos;
    }

    /** Counts lines that were let go: those that another builder of the same history has counted, and more of its own lines. */
    public void letGo(HistoryBuilder before, long lines) {
        lettingGo = before.lettingGo + lines;
        latestNanos = Math.max(latestNanos, before.latestNanos);
        places |= before.places;
    }

    /** The whole history, which takes over the columns. */
    public History build(Header header, List<String> warnings) throws BadLineException {
        return build(header, warnings, false);
    }

    /**
     * The history so far, valid until the next event is added.
     *
     * @param beginning whether this is the beginning of a history that goes on: no log lacks a line before its last one, and the
     *     end is unknown, even if a {@code quiet} line was read
     */
    public History build(Header header, List<String> warnings, boolean beginning) throws BadLineException {
        asBeginning = beginning;
        if (header.isStatic()) {
            for (String node : header.nodes()) {
                processes.number(node + ".0");
            }
        }
        List<ProcessLog> logs = processes.logs();
        logs.forEach(log -> log.seal(beginning || closedRight(log)));
        return new History(this, logs, faults.spans(), header, warnings);
    }

    private boolean closedRight(ProcessLog log) {
        int lastIndex = log.size() - 1;
        return log.closed()
                && details.get(log.argument(lastIndex)) instanceof Detail.Closed closed
                && closed.events() == lastIndex;
    }

    /** Lines that are events, those that were let go included. */
    public long events() {
        return events + lettingGo;
    }

    List<String> processNames() {
        return processes.names();
    }

    Map<String, Integer> processNumbers() {
        return processes.numbers();
    }

    MessageTable messages() {
        return messages;
    }

    Hashes hashes() {
        return hashes;
    }

    List<ViewInstall> installs() {
        return views.installs();
    }

    int viewIdCount() {
        return views.idCount();
    }

    List<Detail> details() {
        return Collections.unmodifiableList(details);
    }

    List<String> harnessLines() {
        return Collections.unmodifiableList(harnessLines);
    }

    @Nullable
    Quiet quiet() {
        return asBeginning ? null : quiet;
    }

    @Nullable
    String endReason() {
        return endReason;
    }

    long endNanos() {
        return endReason == null ? latestNanos : endNanos;
    }

    boolean anyPlace() {
        return places;
    }
}
