package dev.maat.reports;

import java.util.ArrayList;
import java.util.List;

/** The time from the first event to the last, and the chunks in between. */
final class Span {
    /** The size of a chunk, and the times of its first and last event. */
    record Chunk(int count, long fromNanos, long toNanos) {}

    private final long fromNanos;
    private final long toNanos;
    private final long events;
    private final List<Chunk> chunks = new ArrayList<>();

    private Span(long fromNanos, long toNanos, long events) {
        this.fromNanos = fromNanos;
        this.toNanos = toNanos;
        this.events = events;
    }

    static Span of(EventOrder order) {
        long first = 0;
        long last = 0;
        long events = 0;
        while (order.advance()) {
            if (events == 0) {
                first = order.placedNanos();
            }
            last = order.placedNanos();
            events++;
        }
        return new Span(first, last, events);
    }

    void addChunk(ChunkColumns chunk) {
        chunks.add(new Chunk(chunk.count(), chunk.firstPlacedNanos(), chunk.lastPlacedNanos()));
    }

    long fromNanos() {
        return fromNanos;
    }

    /** The end; at least one more than {@link #fromNanos()}, so that a run of one instant has a width. */
    long toNanos() {
        return Math.max(toNanos, fromNanos + 1);
    }

    long events() {
        return events;
    }

    int chunkCount() {
        return chunks.size();
    }

    List<Chunk> chunks() {
        return chunks;
    }
}
