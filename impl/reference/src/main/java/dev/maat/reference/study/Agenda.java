package dev.maat.reference.study;

import java.util.Arrays;

/**
 * Events in the order of their times, and of their entry where times are equal: a calendar queue (Brown 1988). Time is cut into slots;
 * only the events of the running slot are in a heap, which is small enough to stay in the processor's cache. An event is a number,
 * for {@link StudyGroup} to read: a million of them take 16 MB.
 */
final class Agenda {
    private static final int SLOT_BITS = 16;
    private static final long SLOT_NANOS = 1L << SLOT_BITS;

    /** So many slots ahead, 4.3 s, have a list of their own; later events wait together. */
    private static final int SLOTS = 1 << 16;

    private static final int ENTRY_BITS = Long.SIZE - 1 - SLOT_BITS;

    /** Events without an order: for each a key, the time within the slot above the number of its entry. */
    private static final class Events {
        private long[] keys = {};
        private long[] events = {};
        private int count;

        void add(long key, long event) {
            if (count == keys.length) {
                int more = Math.max(8, 2 * count);
                keys = Arrays.copyOf(keys, more);
                events = Arrays.copyOf(events, more);
            }
            keys[count] = key;
            events[count++] = event;
        }
    }

    private final Events[] slots = new Events[SLOTS];
    private final Events heap = new Events();
    private final Events late = new Events();
    private long[] lateSlots = new long[8];
    private long slot;
    private long entries;
    private long event;

    Agenda() {
        Arrays.setAll(slots, i -> new Events());
    }

    /** Enters an event; its time is not before that of the last one taken. */
    void add(long atNanos, long what) {
        long of = atNanos >>> SLOT_BITS;
        long key = (atNanos & (SLOT_NANOS - 1)) << ENTRY_BITS | entries++;
        if (of == slot) {
            push(key, what);
            return;
        }
        if (of - slot < SLOTS) {
            slots[(int) (of & (SLOTS - 1))].add(key, what);
        } else {
            lateSlots = late.count == lateSlots.length ? Arrays.copyOf(lateSlots, 2 * late.count) : lateSlots;
            lateSlots[late.count] = of;
            late.add(key, what);
        }
    }

    /** Takes the next event, which {@link #event} gives, and returns its time. There is one. */
    long take() {
        while (heap.count == 0) {
            open(slot + 1);
        }
        long key = heap.keys[0];
        event = heap.events[0];
        pop();
        return slot << SLOT_BITS | key >>> ENTRY_BITS;
    }

    long event() {
        return event;
    }

    /** No event is due before this time, unless one is entered. */
    long freeBefore() {
        return heap.count == 0 ? (slot + 1) << SLOT_BITS : slot << SLOT_BITS | heap.keys[0] >>> ENTRY_BITS;
    }

    private void open(long next) {
        slot = next;
        if ((next & (SLOTS - 1)) == 0) {
            allot();
        }
        Events opened = slots[(int) (next & (SLOTS - 1))];
        for (int i = 0; i < opened.count; i++) {
            push(opened.keys[i], opened.events[i]);
        }
        // A list that grew once would keep its memory for each of the slots.
        slots[(int) (next & (SLOTS - 1))] = opened.count == 0 ? opened : new Events();
    }

    /** Gives the late events their slots, as far as these are near now. */
    private void allot() {
        int kept = 0;
        for (int i = 0; i < late.count; i++) {
            if (lateSlots[i] - slot < SLOTS) {
                slots[(int) (lateSlots[i] & (SLOTS - 1))].add(late.keys[i], late.events[i]);
            } else {
                lateSlots[kept] = lateSlots[i];
                late.keys[kept] = late.keys[i];
                late.events[kept++] = late.events[i];
            }
        }
        late.count = kept;
    }

    private void push(long key, long what) {
        heap.add(key, what);
        int child = heap.count - 1;
        while (child > 0 && heap.keys[(child - 1) / 2] > key) {
            move((child - 1) / 2, child);
            child = (child - 1) / 2;
        }
        heap.keys[child] = key;
        heap.events[child] = what;
    }

    private void pop() {
        int last = --heap.count;
        long key = heap.keys[last];
        long what = heap.events[last];
        int parent = 0;
        while (2 * parent + 1 < last) {
            int child = 2 * parent + 1;
            if (child + 1 < last && heap.keys[child + 1] < heap.keys[child]) {
                child++;
            }
            if (heap.keys[child] >= key) {
                break;
            }
            move(child, parent);
            parent = child;
        }
        heap.keys[parent] = key;
        heap.events[parent] = what;
    }

    private void move(int from, int to) {
        heap.keys[to] = heap.keys[from];
        heap.events[to] = heap.events[from];
    }
}
