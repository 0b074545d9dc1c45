package dev.maat.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A binary heap of events, by time and then by the order they were scheduled in. The times stand beside, so that most need no look at an event. */
final class EventQueue {
    private @Nullable Event[] heap = new Event[1_024];
    private long[] times = new long[1_024];
    private int size;
    private long scheduled;

    void add(Event event) {
        event.order = scheduled++;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
            times = Arrays.copyOf(times, size * 2);
        }
        // It was scheduled last, so among events of its time it is the last.
        int at = size++;
        long time = event.atNanos;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (times[parent] <= time) {
                break;
            }
            heap[at] = heap[parent];
            times[at] = times[parent];
            at = parent;
        }
        heap[at] = event;
        times[at] = time;
    }

    @Nullable
    Event poll() {
        if (size == 0) {
            return null;
        }
        Event first = at(0);
        Event last = at(--size);
        heap[size] = null;
        if (size > 0) {
            sink(last, 0);
        }
        return first;
    }

    /** Takes out the events that match; they come in the order in which they were due. */
    List<Event> remove(Predicate<Event> which) {
        List<Event> removed = new ArrayList<>();
        int kept = 0;
        for (int i = 0; i < size; i++) {
            Event event = at(i);
            if (which.test(event)) {
                removed.add(event);
            } else {
                heap[kept] = event;
                times[kept++] = event.atNanos;
            }
        }
        Arrays.fill(heap, kept, size, null);
        size = kept;
        if (!removed.isEmpty()) {
            for (int parent = size / 2 - 1; parent >= 0; parent--) {
                sink(at(parent), parent);
            }
        }
        removed.sort(Comparator.comparingLong((Event event) -> event.atNanos).thenComparingLong(event -> event.order));
        return removed;
    }

    int size() {
        return size;
    }

    private void sink(Event event, int from) {
        long time = event.atNanos;
        int at = from;
        int child = 2 * at + 1;
        while (child < size) {
            if (child + 1 < size && isBefore(child + 1, times[child], child)) {
                child++;
            }
            if (times[child] > time || (times[child] == time && at(child).order > event.order)) {
                break;
            }
            heap[at] = heap[child];
            times[at] = times[child];
            at = child;
            child = 2 * at + 1;
        }
        heap[at] = event;
        times[at] = time;
    }

    private boolean isBefore(int one, long otherTime, int other) {
        return times[one] != otherTime ? times[one] < otherTime : at(one).order < at(other).order;
    }

    private Event at(int index) {
        Event event = heap[index];
        if (event == null) {
            throw new IllegalStateException("the heap has a hole at " + index);
        }
        return event;
    }
}
