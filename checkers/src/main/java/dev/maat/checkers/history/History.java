package dev.maat.checkers.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A recorded history: the logs of the processes, the harness's lines, the dictionaries. Immutable once read, safe for
 * several threads.
 *
 * <p>Processes, messages and view ids are numbered densely from 0 in order of appearance. A process that is only named has a number
 * but no log.
 */
public final class History {
    private final Header header;
    private final List<String> warnings;
    private final long events;
    private final List<String> processNames;
    private final List<ProcessLog> logs;
    private final @Nullable ProcessLog[] logOf;
    private final Map<String, Integer> processNumbers;
    private final MessageTable messages;
    private final Hashes hashes;
    private final List<ViewInstall> installs;
    private final List<List<ViewInstall>> installsOf = new ArrayList<>();
    private final int viewIds;
    private final List<Detail> details;
    private final List<FaultSpan> faults;
    private final List<String> harnessLines;
    private final @Nullable Quiet quiet;
    private final @Nullable String endReason;
    private final long endNanos;
    private final boolean places;

    History(HistoryBuilder from, List<ProcessLog> logs, List<FaultSpan> faults, Header header, List<String> warnings) {
        this.header = header;
        this.warnings = List.copyOf(warnings);
        this.events = from.events();
        this.processNames = from.processNames();
        this.processNumbers = from.processNumbers();
        this.logs = List.copyOf(logs);
        this.logOf = new ProcessLog[processNames.size()];
        for (ProcessLog log : logs) {
            this.logOf[log.process()] = log;
        }
        this.messages = from.messages();
        this.hashes = from.hashes();
        this.installs = from.installs();
        for (int p = 0; p < processNames.size(); p++) {
            this.installsOf.add(new ArrayList<>());
        }
        this.installs.forEach(install -> installsOf.get(install.process()).add(install));
        this.viewIds = from.viewIdCount();
        this.details = from.details();
        this.faults = List.copyOf(faults);
        this.harnessLines = from.harnessLines();
        this.quiet = from.quiet();
        this.endReason = from.endReason();
        this.endNanos = from.endNanos();
        this.places = from.anyPlace();
    }

    /** Likewise, with other logs and messages: those of recovering processes. */
    History(History told, List<ProcessLog> logs, MessageTable messages) {
        this.header = told.header;
        this.warnings = told.warnings;
        this.events = told.events;
        this.processNames = told.processNames;
        this.processNumbers = told.processNumbers;
        this.logs = List.copyOf(logs);
        this.logOf = new ProcessLog[processNames.size()];
        for (ProcessLog log : logs) {
            this.logOf[log.process()] = log;
        }
        this.messages = messages;
        this.hashes = told.hashes;
        this.installs = told.installs;
        this.installsOf.addAll(told.installsOf);
        this.viewIds = told.viewIds;
        this.details = told.details;
        this.faults = told.faults;
        this.harnessLines = told.harnessLines;
        this.quiet = told.quiet;
        this.endReason = told.endReason;
        this.endNanos = told.endNanos;
        this.places = told.places;
    }

    /** The history as it is judged: in a static group that resumes, the processes of a node are one. */
    public History recovering() {
        return header.resumes() ? Recovery.of(this) : this;
    }

    public Header header() {
        return header;
    }

    /** Flaws that the reader tolerated. */
    public List<String> warnings() {
        return warnings;
    }

    /** Lines that are events, of processes and of the harness. */
    public long eventCount() {
        return events;
    }

    /** Processes named anywhere. */
    public int processCount() {
        return processNames.size();
    }

    public String processName(int process) {
        return processNames.get(process);
    }

    /** The number of a process, or -1 if no line names it. */
    public int processNumber(String name) {
        return processNumbers.getOrDefault(name, -1);
    }

    /** The logs in the order of node and incarnation, with numbers in names compared as numbers: n2 before n10. */
    public List<ProcessLog> logs() {
        return logs;
    }

    /** The log of a process, or null if it has none. */
    public @Nullable ProcessLog log(int process) {
        return logOf[process];
    }

    public MessageTable messages() {
        return messages;
    }

    /** A message's id: process, colon, number; {@code "?"} for {@link ProcessLog#UNREADABLE}. */
    public String messageName(int message) {
        return message < 0 ? "?" : processName(messages.named(message)) + ":" + messages.number(message);
    }

    /** Every view line, process by process in order of reading. */
    public List<ViewInstall> installs() {
        return installs;
    }

    /** The view lines of one process, in order. */
    public List<ViewInstall> installs(ProcessLog log) {
        return Collections.unmodifiableList(installsOf.get(log.process()));
    }

    /** The install that a {@code view} event is. */
    public ViewInstall install(ProcessLog log, int index) {
        return installs.get(log.argument(index));
    }

    /** Distinct view ids. */
    public int viewIdCount() {
        return viewIds;
    }

    /** The implicit view of a static group: the first incarnation of each node, in the order of the header. */
    public ViewContent implicitView() {
        List<String> nodes = header.nodes();
        int[] members = new int[nodes.size()];
        for (int rank = 0; rank < members.length; rank++) {
            members[rank] = processNumber(nodes.get(rank) + ".0");
        }
        return new ViewContent("", viewIds, 1, members, true, header.generation(), null);
    }

    /** The fields of a rarer event. */
    public Detail detail(ProcessLog log, int index) {
        return details.get(log.argument(index));
    }

    public List<FaultSpan> faults() {
        return faults;
    }

    /** The harness's lines as JSON, in order. */
    public List<String> harnessLines() {
        return harnessLines;
    }

    /** The last {@code quiet} line, or null. */
    public @Nullable Quiet quiet() {
        return quiet;
    }

    /** The reason of the {@code end} line, or null if there is none. */
    public @Nullable String endReason() {
        return endReason;
    }

    /** When the run ended, or without an {@code end} line the latest time of any line. */
    public long endNanos() {
        return endNanos;
    }

    /** Whether any delivery has a place. */
    public boolean hasPlaces() {
        return places;
    }

    /** Whether a delivery's payload hash differs from that of the send; false if either is missing. */
    public boolean payloadDiffers(ProcessLog log, int index) {
        int message = log.message(index);
        if (message < 0) {
            return false;
        }
        long @Nullable [] other = log.otherHash(index);
        if (other == null && (!log.hasFirstHash(index) || messages.sentWithFirstHash(message))) {
            return false;
        }
        byte kind = messages.firstHashKind(message);
        long hash = messages.firstHash(message);
        if (other != null) {
            kind = (byte) other[0];
            hash = other[1];
        }
        return Hashes.differ(kind, hash, messages.sendHashKind(message), messages.sendHash(message));
    }

    /** An event as a line of the format, keys in its order, without newline. */
    public String line(ProcessLog log, int index) {
        return EventLines.line(this, log, index);
    }

    /** The crash line of a log that has one, without newline. */
    public String crashLine(ProcessLog log) {
        return EventLines.crash(log);
    }

    Hashes hashes() {
        return hashes;
    }
}
