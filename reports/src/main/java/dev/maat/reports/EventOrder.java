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
 * All events of a history in one order: by time, but never against the order of a process's own log, whose clock may jump
 * back. An event whose clock says less than one before it stands at the time of that one.
 */
final class EventOrder {
    /** Times beyond it (26 days) are cut to it: twice their difference is still exact in a JavaScript number. */
    private static final long MAX_NANOS = 1L << 51;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One line of the harness. */
    record HarnessLine(long nanos, String event, String text) {}

    /** Where one log stands. */
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
        // The harness's lines stand first among those of one instant: a fault before what it does.
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
            throw new IllegalStateException("no event here");
        }
        return current;
    }

    /** Its place in this order, from 0. */
    long ordinal() {
        return ordinal;
    }

    /** The log it stands in, or null: a line of the harness. */
    @Nullable
    ProcessLog log() {
        return here().log;
    }

    /** Its index in that log; the log's size for a crash. */
    int index() {
        return here().index;
    }

    boolean isCrash() {
        ProcessLog log = log();
        return log != null && index() == log.size();
    }

    /** The line of the harness here. */
    HarnessLine harnessLine() {
        return harnessLines.get(index());
    }

    /** What its own clock said. */
    long ownNanos() {
        return nanosAt(here(), here().index);
    }

    /** Where it stands; never less than the one before. */
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
                throw new IllegalArgumentException("a line of the harness that no reader took: " + text, unread);
            }
        }
        return lines;
    }
}
