package dev.maat.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.checkers.history.Crash;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * All events of a history in one order: by time, but never against the order of a process's own log, whose clock may jump back. An
 * event that is earlier by its clock than the one before it in the log is placed at the time of that one.
 */
final class EventOrder {
    /** The bound of all times (26 days): twice the difference of two times is still exact in a JavaScript number. */
    private static final long MAX_NANOS = 1L << 51;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One line of the harness. */
    record HarnessLine(long nanos, String event, String text) {}

    /** The position in one log. */
    private static final class Cursor {
        final int rank;
        final @Nullable ProcessLog log;
        final int size;
        int index;
        long placedNanos = Long.MIN_VALUE;

        Cursor(int rank, @Nullable ProcessLog log, int size) {
            this.rank = rank;
            this.log = log;
            this.size = size;
        }
    }

    private final List<HarnessLine> harnessLines;
    private final PriorityQueue<Cursor> heads = new PriorityQueue<>((a, b) -> {
        int byTime = Long.compare(a.placedNanos, b.placedNanos);
        return byTime != 0 ? byTime : Integer.compare(a.rank, b.rank);
    });
    private @Nullable Cursor current;
    private long ordinal = -1;

    EventOrder(History history) {
        this.harnessLines = harnessLines(history);
        int rank = 0;
        // Among the events of one instant the harness's lines come first: a fault precedes its effects.
        enqueue(new Cursor(rank++, null, harnessLines.size()));
        for (ProcessLog log : history.logs()) {
            enqueue(new Cursor(rank++, log, log.size() + (log.crash() == null ? 0 : 1)));
        }
    }

    private void enqueue(Cursor cursor) {
        if (cursor.index < cursor.size) {
            cursor.placedNanos = Math.max(cursor.placedNanos, nanosAt(cursor, cursor.index));
            heads.add(cursor);
        }
    }

    /** Goes to the next event; false when there is none. */
    boolean advance() {
        if (current != null) {
            current.index++;
            enqueue(current);
        }
        current = heads.poll();
        ordinal++;
        return current != null;
    }

    private Cursor here() {
        if (current == null) {
            throw new IllegalStateException("the order is not at an event");
        }
        return current;
    }

    /** The place of the event in this order, from 0. */
    long ordinal() {
        return ordinal;
    }

    /** The log of the event; null for a line of the harness. */
    @Nullable
    ProcessLog log() {
        return here().log;
    }

    /** The index of the event in its log; the size of the log for a crash. */
    int index() {
        return here().index;
    }

    boolean isCrash() {
        ProcessLog log = log();
        return log != null && index() == log.size();
    }

    /** The line of the harness at this place. */
    HarnessLine harnessLine() {
        return harnessLines.get(index());
    }

    /** The time of the event by its own clock. */
    long ownNanos() {
        return nanosAt(here(), here().index);
    }

    /** The time at which the event is placed; never less than that of the event before. */
    long placedNanos() {
        return here().placedNanos;
    }

    private long nanosAt(Cursor cursor, int index) {
        ProcessLog log = cursor.log;
        if (log == null) {
            return bounded(harnessLines.get(index).nanos());
        }
        if (index < log.size()) {
            return bounded(log.timeNanos(index));
        }
        Crash crash = log.crash();
        return crash == null ? cursor.placedNanos : bounded(crash.nanos());
    }

    private static long bounded(long nanos) {
        return Math.max(-MAX_NANOS, Math.min(MAX_NANOS, nanos));
    }

    private static List<HarnessLine> harnessLines(History history) {
        List<HarnessLine> lines = new ArrayList<>();
        for (String text : history.harnessLines()) {
            try {
                JsonNode line = JSON.readTree(text);
                lines.add(
                        new HarnessLine(line.path("t").asLong(), line.path("e").asText(), text));
            } catch (JsonProcessingException unread) {
                throw new IllegalArgumentException("the reader accepts no such line of the harness: " + text, unread);
            }
        }
        return lines;
    }
}
