package dev.maat.simulation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A binary heap of events, by time and then by the order they were scheduled in. */
final class EventQueue {
    private @Nullable Event[] heap = new Event[1_024];
    private int size;
    private long scheduled;

    void add(Event event) {
        event.order = scheduled++;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            Event above = at(parent);
            if (!event.isBefore(above)) {
                break;
            }
            heap[at] = above;
            at = parent;
        }
        heap[at] = event;
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
            sink(last);
        }
        return first;
    }

    int size() {
        return size;
    }

    private void sink(Event event) {
        int at = 0;
        int child = 1;
        while (child < size) {
            if (child + 1 < size && at(child + 1).isBefore(at(child))) {
                child++;
            }
            Event below = at(child);
            if (!below.isBefore(event)) {
                break;
            }
            heap[at] = below;
            at = child;
            child = 2 * at + 1;
        }
        heap[at] = event;
    }

    private Event at(int index) {
        Event event = heap[index];
        if (event == null) {
            throw new IllegalStateException("the heap has a hole at " + index);
        }
        return event;
    }
}
