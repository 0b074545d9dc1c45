package dev.maat.checkers.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts events into columns, in the order of the files. */
final class HistoryBuilder {
    private final List<String> processNames = new ArrayList<>();
    private final Map<String, Integer> processNumbers = new HashMap<>();
    private final List<@Nullable ProcessLog> logs = new ArrayList<>();
    private final List<MessageNumbers> messageNumbers = new ArrayList<>();
    private final MessageTable messages = new MessageTable();
    private final Hashes hashes = new Hashes();
    private final List<ViewInstall> installs = new ArrayList<>();
    private final Map<String, List<ViewContent>> contents = new HashMap<>();
    private final Map<String, Integer> viewNumbers = new HashMap<>();
    private final List<String> viewIds = new ArrayList<>();
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

    /** The number of a process name that is well formed. */
    int process(String name) throws BadLineException {
        Integer known = processNumbers.get(name);
        if (known != null) {
            return known;
        }
        int dot = name.lastIndexOf('.');
        if (dot < 1 || dot == name.length() - 1) {
            throw new BadLineException(
                    "'" + name + "' is not a process", "a process is node name, dot, incarnation: n1.0");
        }
        int number = processNames.size();
        processNames.add(name);
        processNumbers.put(name, number);
        logs.add(null);
        messageNumbers.add(new MessageNumbers());
        return number;
    }

    /** The number of a message id; {@link ProcessLog#UNREADABLE} for "?". */
    int message(String id) throws BadLineException {
        if (id.equals("?")) {
            return ProcessLog.UNREADABLE;
        }
        int colon = id.lastIndexOf(':');
        long number = colon < 1 ? 0 : positive(id, colon + 1);
        if (number < 1) {
            throw new BadLineException(
                    "'" + id + "' is not a message id", "a message id is process, colon, number from 1: n1.0:17");
        }
        return message(process(id.substring(0, colon)), number);
    }

    int message(int sender, long number) {
        MessageNumbers known = messageNumbers.get(sender);
        int message = known.get(number);
        if (message < 0) {
            message = messages.add(sender, number);
            known.put(number, message);
        }
        return message;
    }

    private static long positive(String text, int from) {
        if (from >= text.length() || text.length() - from > 18) {
            return 0;
        }
        long value = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            value = value * 10 + c - '0';
        }
        return value;
    }

    /** Adds an event without further fields, or with an argument that the caller has; returns its index. */
    int event(int process, EventType type, long nanos, int argument) throws BadLineException {
        ProcessLog log = logs.get(process);
        if (log == null) {
            log = new ProcessLog(process, processNames.get(process));
            logs.set(process, log);
        }
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

    int event(int process, EventType type, long nanos, Detail detail) throws BadLineException {
        int index = event(process, type, nanos, details.size());
        details.add(detail);
        return index;
    }

    ProcessLog log(int process) {
        ProcessLog log = logs.get(process);
        if (log == null) {
            throw new IllegalStateException("no line of " + processNames.get(process));
        }
        return log;
    }

    int send(int process, long nanos, int message, int sizeBytes, boolean last, byte hashKind, long hash)
            throws BadLineException {
        own(process, message, "send");
        if (messages.sendEvent(message) != MessageTable.NONE) {
            throw again(process, message, "send");
        }
        int index = event(process, EventType.SEND, nanos, message);
        messages.send(message, index, sizeBytes, last, hashKind, hash);
        return index;
    }

    int sent(int process, long nanos, int message) throws BadLineException {
        returned(process, message, "sent");
        int index = event(process, EventType.SENT, nanos, message);
        messages.sent(message, index);
        return index;
    }

    int failed(int process, long nanos, int message) throws BadLineException {
        returned(process, message, "failed");
        int index = event(process, EventType.FAILED, nanos, message);
        messages.failed(message, index);
        return index;
    }

    int deliver(int process, long nanos, int message, byte hashKind, long hash) throws BadLineException {
        int index = event(process, EventType.DELIVER, nanos, message);
        if (hashKind != Hashes.NONE) {
            if (message >= 0 && messages.seen(message, hashKind, hash)) {
                log(process).hash(index);
            } else {
                log(process).otherHash(index, hashKind, hash);
            }
        }
        return index;
    }

    void place(int process, int index, long place) {
        log(process).place(index, place);
        places = true;
    }

    int view(
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
        int index = event(process, EventType.VIEW, nanos, installs.size());
        installs.add(new ViewInstall(content(id, seq, members, primary, generation, of), process, index, transitional));
        return index;
    }

    /** Another process installs a view with the same line. */
    void view(int process, long nanos, ViewInstall same) throws BadLineException {
        int index = event(process, EventType.VIEW, nanos, installs.size());
        installs.add(same.by(process, index));
    }

    ViewInstall lastInstall() {
        return installs.get(installs.size() - 1);
    }

    private ViewContent content(
            String id, long seq, int[] members, boolean primary, String generation, @Nullable String of) {
        List<ViewContent> known = contents.computeIfAbsent(id, absent -> new ArrayList<>());
        for (ViewContent content : known) {
            if (content.seq() == seq
                    && content.primary() == primary
                    && content.sameMembersInOrder(members)
                    && content.generation().equals(generation)
                    && java.util.Objects.equals(content.transitionalOf(), of)) {
                return content;
            }
        }
        ViewContent content = new ViewContent(id, viewNumber(id), seq, members, primary, generation, of);
        known.add(content);
        return content;
    }

    private int viewNumber(String id) {
        Integer known = viewNumbers.get(id);
        if (known == null) {
            known = viewIds.size();
            viewNumbers.put(id, known);
            viewIds.add(id);
        }
        return known;
    }

    private void own(int process, int message, String what) throws BadLineException {
        if (message < 0) {
            throw new BadLineException("'" + what + "' without a message id", "give \"m\" as process, colon, number");
        }
        if (messages.sender(message) != process) {
            throw new BadLineException(
                    "'" + what + "' of " + processNames.get(messages.sender(message)) + ":" + messages.number(message)
                            + " by " + processNames.get(process),
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
                "second " + what + " of " + processNames.get(process) + ":" + messages.number(message),
                "each message has an id of its own and returns once");
    }

    void crash(int process, long nanos, @Nullable String cause, @Nullable String detail) throws BadLineException {
        ProcessLog log = logs.get(process);
        if (log == null) {
            log = new ProcessLog(process, processNames.get(process));
            logs.set(process, log);
        }
        if (log.crash() != null) {
            throw new BadLineException(
                    "second 'crash' of " + log.name(), "a process dies once; a node restarts as another");
        }
        log.crash(new Crash(nanos, cause, detail));
        events++;
        latestNanos = Math.max(latestNanos, nanos);
    }

    void harness(String line, long nanos) {
        harnessLines.add(line);
        events++;
        latestNanos = Math.max(latestNanos, nanos);
    }

    Faults faults() {
        return faults;
    }

    void quiet(Quiet said) {
        quiet = said;
    }

    void end(long nanos, String reason) {
        endReason = reason;
        endNanos = nanos;
    }

    /** Counts lines that were read and let go, and the latest time among them. */
    void letGo(long lines, long latest, boolean toldPlaces) {
        lettingGo = lines;
        latestNanos = Math.max(latestNanos, latest);
        places |= toldPlaces;
    }

    long lettingGo() {
        return lettingGo;
    }

    long latestNanos() {
        return latestNanos;
    }

    History build(Header header, List<String> warnings) throws BadLineException {
        return build(header, warnings, false);
    }

    /**
     * @param beginning whether this is the beginning of a history that goes on: no log lacks a line before its last one, and the
     *     end is unknown, even if a {@code quiet} line was read
     */
    History build(Header header, List<String> warnings, boolean beginning) throws BadLineException {
        asBeginning = beginning;
        if (header.isStatic()) {
            for (String node : header.nodes()) {
                process(node + ".0");
            }
        }
        List<ProcessLog> all = new ArrayList<>();
        for (ProcessLog log : logs) {
            if (log != null) {
                log.seal(beginning || closedRight(log));
                all.add(log);
            }
        }
        all.sort(Comparator.comparing(ProcessLog::name, NameOrder::compare));
        return new History(this, all, faults.spans(), header, warnings);
    }

    private boolean closedRight(ProcessLog log) {
        int lastIndex = log.size() - 1;
        return log.closed()
                && details.get(log.argument(lastIndex)) instanceof Detail.Closed closed
                && closed.events() == lastIndex;
    }

    long events() {
        return events + lettingGo;
    }

    List<String> processNames() {
        return Collections.unmodifiableList(processNames);
    }

    Map<String, Integer> processNumbers() {
        return processNumbers;
    }

    MessageTable messages() {
        return messages;
    }

    Hashes hashes() {
        return hashes;
    }

    List<ViewInstall> installs() {
        return Collections.unmodifiableList(installs);
    }

    List<String> viewIds() {
        return Collections.unmodifiableList(viewIds);
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
