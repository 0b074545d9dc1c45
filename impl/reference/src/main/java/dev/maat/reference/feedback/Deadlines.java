package dev.maat.reference.feedback;

import java.util.Arrays;

/**
 * One deadline for each peer that has one, the earliest first: a binary heap that knows the place of each peer in it. A sender with
 * 100,000 receivers finds the next deadline without a look at the others.
 */
final class Deadlines {
    private static final int NOWHERE = -1;

    private final long[] at;
    private final int[] place;
    private final int[] heap;
    private int count;

    Deadlines(int peers) {
        at = new long[peers];
        place = new int[peers];
        heap = new int[peers];
        Arrays.fill(at, Alarm.NEVER);
        Arrays.fill(place, NOWHERE);
    }

    boolean isSet(int peer) {
        return place[peer] != NOWHERE;
    }

    /** The earliest deadline, or {@link Alarm#NEVER} if there is none. */
    long earliest() {
        return count == 0 ? Alarm.NEVER : at[heap[0]];
    }

    /** Sets the deadline of a peer, in place of an earlier setting. */
    void set(int peer, long nanos) {
        if (place[peer] == NOWHERE) {
            put(count++, peer);
        }
        at[peer] = nanos;
        rise(place[peer]);
        sink(place[peer]);
    }

    void clear(int peer) {
        int gap = place[peer];
        if (gap == NOWHERE) {
            return;
        }
        place[peer] = NOWHERE;
        int last = heap[--count];
        if (last != peer) {
            put(gap, last);
            rise(gap);
            sink(place[last]);
        }
    }

    /** Clears the deadlines that are over and gives their peers, in the order of ranks. */
    int[] due(long now) {
        int[] due = new int[16];
        int found = 0;
        while (earliest() <= now) {
            due = found == due.length ? Arrays.copyOf(due, 2 * found) : due;
            due[found++] = heap[0];
            clear(heap[0]);
        }
        Arrays.sort(due, 0, found);
        return Arrays.copyOf(due, found);
    }

    private void rise(int from) {
        int peer = heap[from];
        int child = from;
        while (child > 0 && at[heap[(child - 1) / 2]] > at[peer]) {
            put(child, heap[(child - 1) / 2]);
            child = (child - 1) / 2;
        }
        put(child, peer);
    }

    private void sink(int from) {
        int peer = heap[from];
        int parent = from;
        while (true) {
            int child = 2 * parent + 1;
            if (child + 1 < count && at[heap[child + 1]] < at[heap[child]]) {
                child++;
            }
            if (child >= count || at[heap[child]] >= at[peer]) {
                break;
            }
            put(parent, heap[child]);
            parent = child;
        }
        put(parent, peer);
    }

    private void put(int slot, int peer) {
        heap[slot] = peer;
        place[peer] = slot;
    }
}
