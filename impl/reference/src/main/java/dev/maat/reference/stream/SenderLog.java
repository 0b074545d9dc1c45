package dev.maat.reference.stream;

import dev.maat.reference.packet.Unit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One member's stream in one view, as far as this process has it.
 *
 * <pre>
 * 1 .. freed | .. scanned | .. held | gaps .. known
 * </pre>
 *
 * Freed units are gone; through {@code scanned} messages were put together; through {@code held} there is no gap; through
 * {@code known} the sender has sent. {@code delivered} lies between freed and scanned.
 */
public final class SenderLog {
    /** How far beyond the freed prefix a unit is stored. A sender's window keeps it far below. */
    public static final int MAX_AHEAD = 1 << 16;

    /** A message whose units are all held: their numbers, and its Lamport time. */
    public record Message(int rank, long first, long last, long lamport) {}

    private final int rank;

    /** Messages put together and not delivered, in order. */
    private final ArrayDeque<Message> complete = new ArrayDeque<>();

    private final Buffers buffers;
    private @Nullable Unit[] ring = new Unit[16];
    /** The costs of the ring's units, which are long out of the processor's caches when they are freed. */
    private int[] costs = new int[16];

    private long freed;
    private long scanned;
    private long held;
    private long known;
    private long firstOfNext = 1;

    public SenderLog(int rank, Buffers buffers) {
        this.rank = rank;
        this.buffers = buffers;
    }

    public int rank() {
        return rank;
    }

    public long freed() {
        return freed;
    }

    public long held() {
        return held;
    }

    /** The highest number the sender is known to have sent. */
    public long known() {
        return known;
    }

    /** The prefix that is no longer needed here: messages that were delivered, order data that were read. */
    long delivered() {
        Message next = complete.peek();
        return (next == null ? firstOfNext : next.first()) - 1;
    }

    /** The first message that is put together and not delivered. */
    public @Nullable Message nextComplete() {
        return complete.peek();
    }

    /** The last message that is put together and not delivered. */
    public @Nullable Message latestComplete() {
        return complete.peekLast();
    }

    /** All messages that are put together and not delivered, in order. */
    public Iterable<Message> complete() {
        return complete;
    }

    /** Those of {@link #complete} that end beyond this unit; the ones before are not looked at, however many wait. */
    public List<Message> completeBeyond(long unit) {
        Message latest = complete.peekLast();
        if (latest == null || latest.last() <= unit) {
            return List.of();
        }
        List<Message> beyond = new ArrayList<>();
        for (Iterator<Message> each = complete.descendingIterator(); each.hasNext(); ) {
            Message message = each.next();
            if (message.last() <= unit) {
                break;
            }
            beyond.add(message);
        }
        Collections.reverse(beyond);
        return beyond;
    }

    /** Records that the sender has sent through this number. */
    public void know(long sent) {
        known = Math.max(known, sent);
    }

    boolean has(long seq) {
        return seq <= held || (seq - freed <= ring.length && ring[slot(seq)] != null);
    }

    @Nullable
    Unit get(long seq) {
        return seq > freed && seq - freed <= ring.length ? ring[slot(seq)] : null;
    }

    /** Stores a unit that is new and fits; true if it did. The first copy of a unit stays: it may have been delivered or served already. */
    public boolean put(long seq, Unit unit) {
        if (get(seq) != null) {
            return false;
        }
        if (seq <= held || seq - freed > MAX_AHEAD || !buffers.hasRoomFor(unit.cost())) {
            return false;
        }
        store(seq, unit);
        return true;
    }

    /** Stores the next unit of this process's stream, which the window bounds. */
    public void append(Unit unit) {
        store(held + 1, unit);
    }

    private void store(long seq, Unit unit) {
        while (seq - freed > ring.length) {
            grow();
        }
        int cost = unit.cost();
        ring[slot(seq)] = unit;
        costs[slot(seq)] = cost;
        buffers.add(cost);
        know(seq);
        while (held - freed < ring.length && ring[slot(held + 1)] != null) {
            held++;
        }
    }

    /** Puts messages together through {@code limit}; gives order data to {@code orders} on the way, in stream order. */
    public void scan(long limit, OrderSink orders) {
        long end = Math.min(limit, held);
        while (scanned < end) {
            scanned++;
            Unit unit = get(scanned);
            if (unit == null) {
                continue;
            }
            if (unit.order()) {
                orders.order(scanned, unit.body());
                firstOfNext = scanned + 1;
                continue;
            }
            if (unit.first()) {
                firstOfNext = scanned;
            }
            if (unit.last()) {
                complete.add(new Message(rank, firstOfNext, scanned, unit.lamport()));
                firstOfNext = scanned + 1;
            }
        }
    }

    /** The payload of a message, which counts as delivered from now on. */
    public byte[] take(Message message) {
        byte[] payload = assemble(message);
        if (complete.peek() == message) {
            complete.poll();
        } else {
            complete.remove(message);
        }
        return payload;
    }

    /** Frees delivered units through {@code seq}; true if there were any. */
    public boolean freeThrough(long seq) {
        return dropThrough(Math.min(seq, delivered()));
    }

    /** A joiner takes as held what others have freed as stable. */
    public void skipThrough(long seq) {
        if (seq <= held) {
            return;
        }
        dropThrough(seq);
        scanned = Math.max(scanned, seq);
        firstOfNext = Math.max(firstOfNext, seq + 1);
    }

    /** Frees everything. */
    public void clear() {
        for (int i = 0; i < ring.length; i++) {
            if (ring[i] != null) {
                buffers.remove(costs[i]);
                ring[i] = null;
            }
        }
        complete.clear();
    }

    private byte[] assemble(Message message) {
        Unit whole = message.first() == message.last() ? get(message.first()) : null;
        if (whole != null) {
            // The unit's own bytes, which neither side changes: most messages are one unit, and a copy costs as much as
            // the delivery.
            return whole.body();
        }
        int length = 0;
        for (long seq = message.first(); seq <= message.last(); seq++) {
            Unit unit = get(seq);
            length += unit == null ? 0 : unit.body().length;
        }
        byte[] payload = new byte[length];
        int at = 0;
        for (long seq = message.first(); seq <= message.last(); seq++) {
            Unit unit = get(seq);
            if (unit != null) {
                System.arraycopy(unit.body(), 0, payload, at, unit.body().length);
                at += unit.body().length;
            }
        }
        return payload;
    }

    private boolean dropThrough(long seq) {
        if (seq <= freed) {
            return false;
        }
        long lastStored = Math.min(seq, freed + ring.length);
        long cost = 0;
        for (long gone = freed + 1; gone <= lastStored; gone++) {
            int slot = slot(gone);
            if (ring[slot] != null) {
                cost += costs[slot];
                ring[slot] = null;
            }
        }
        buffers.remove(cost);
        freed = seq;
        held = Math.max(held, freed);
        while (held - freed < ring.length && ring[slot(held + 1)] != null) {
            held++;
        }
        know(held);
        return true;
    }

    private int slot(long seq) {
        return (int) (seq & (ring.length - 1));
    }

    private void grow() {
        @Nullable Unit[] old = ring;
        int[] oldCosts = costs;
        int oldMask = old.length - 1;
        ring = new Unit[old.length * 2];
        costs = new int[old.length * 2];
        for (long seq = freed + 1; seq <= freed + old.length; seq++) {
            int from = (int) (seq & oldMask);
            ring[slot(seq)] = old[from];
            costs[slot(seq)] = oldCosts[from];
        }
    }

    /** Takes order data, with the number of the unit that they come in, in the order of the stream. */
    @FunctionalInterface
    public interface OrderSink {
        void order(long seq, byte[] body);
    }
}
