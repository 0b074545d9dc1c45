package dev.maat.transport;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** Timers by id. Each fires once; setting it again replaces it; it never fires after it was cancelled. For one thread. */
final class Timers {
    /** {@link #nanosToNext} when no timer is set. */
    static final long NONE = Long.MAX_VALUE;

    private record Timer(long id, long deadlineNanos, long order) {}

    /** Compared by difference, since the clock has no fixed origin. Timers due together fire in the order they were set in. */
    private final PriorityQueue<Timer> heap = new PriorityQueue<>((a, b) -> {
        int byTime = Long.signum(a.deadlineNanos - b.deadlineNanos);
        return byTime != 0 ? byTime : Long.compare(a.order, b.order);
    });

    private final Map<Long, Timer> live = new HashMap<>();
    private long sets;

    void set(long id, long nowNanos, long delayNanos) {
        // A longer delay would overflow the difference and reverse the comparison.
        long bounded = Math.min(Math.max(delayNanos, 0), Long.MAX_VALUE / 4);
        Timer timer = new Timer(id, nowNanos + bounded, sets++);
        cancel(id);
        live.put(id, timer);
        heap.add(timer);
    }

    void cancel(long id) {
        Timer old = live.remove(id);
        if (old != null) {
            // A core has a handful of timers, so a search is cheaper than a heap full of cancelled ones.
            heap.remove(old);
        }
    }

    /** Takes the next timer that is due and returns whether there was one; its id is in {@link #dueId}. */
    boolean takeDue(long nowNanos) {
        Timer next = heap.peek();
        if (next == null || next.deadlineNanos - nowNanos > 0) {
            return false;
        }
        heap.poll();
        live.remove(next.id);
        dueId = next.id;
        return true;
    }

    private long dueId;

    long dueId() {
        return dueId;
    }

    /** Nanoseconds until the next timer is due, 0 if one is, or {@link #NONE}. */
    long nanosToNext(long nowNanos) {
        Timer next = heap.peek();
        return next == null ? NONE : Math.max(0, next.deadlineNanos - nowNanos);
    }
}
