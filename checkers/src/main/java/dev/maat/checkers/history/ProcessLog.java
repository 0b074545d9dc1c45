package dev.maat.checkers.history;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of one process in their order, in columns. The meaning of an {@code argument} depends on the type. */
public final class ProcessLog {
    /** The delivery's id could not be read. */
    public static final int UNREADABLE = -1;

    /** Bits beside the type: its hash is the message's first one, it has a place, more fields are in the maps. */
    private static final int HASH = 0x20;

    private static final int PLACE = 0x40;
    private static final int RARE = 0x80;
    private static final int TYPE = 0x1f;

    private final int process;
    private final String name;
    private final String node;
    private int count;
    private final int[] counts = new int[EventType.values().length];
    private final ByteColumn kinds = new ByteColumn();
    private final LongColumn times = new LongColumn();
    private final IntColumn arguments = new IntColumn();
    private @Nullable LongColumn places;
    private final Map<Integer, String> extras = new HashMap<>();
    private final SaidViews saidViews = new SaidViews();
    private final Map<Integer, long[]> otherHashes = new HashMap<>();
    private int startEvent = -1;
    private int closedEvent = -1;
    private boolean complete;
    private @Nullable Crash crash;
    private final List<ProcessLog> parts = new ArrayList<>();
    private final BitSet redelivered = new BitSet();
    private final BitSet lives = new BitSet();
    private final Map<Integer, int[]> reached = new HashMap<>();

    ProcessLog(int process, String name) {
        this.process = process;
        this.name = name;
        this.node = name.substring(0, name.lastIndexOf('.'));
    }

    /** Process number. */
    public int process() {
        return process;
    }

    /** Node, dot, incarnation. */
    public String name() {
        return name;
    }

    public String node() {
        return node;
    }

    /** Lines of the log, {@code closed} and {@code x-} ones included, the crash not. */
    public int size() {
        return count;
    }

    /** Lines of one type. */
    public int count(EventType type) {
        return counts[type.ordinal()];
    }

    public EventType type(int index) {
        return EventType.of(kinds.get(index) & TYPE);
    }

    /** Nanoseconds since the run began; advisory. */
    public long timeNanos(int index) {
        return times.get(index);
    }

    /**
     * For {@code send}, {@code sent}, {@code failed}, {@code deliver}, {@code safe}: the message, {@link #UNREADABLE} for a
     * delivery without an id.
     */
    public int message(int index) {
        return arguments.get(index);
    }

    /** Whether a delivery has a place. */
    public boolean hasPlace(int index) {
        return (kinds.get(index) & PLACE) != 0;
    }

    /** A delivery's place in the total order; 0 if it has none. */
    public long place(int index) {
        return places == null || !hasPlace(index) ? 0 : places.get(index);
    }

    /** The view that a delivery itself names, or null. */
    public @Nullable String saidView(int index) {
        return (kinds.get(index) & RARE) != 0 ? saidViews.at(index) : null;
    }

    /** Whether any delivery names its view. */
    public boolean saysViews() {
        return saidViews.any();
    }

    /** Index of the {@code start} line, or -1; the last one of a recovering process. */
    public int startEvent() {
        return startEvent;
    }

    /** The crash that the harness confirms, or null. */
    public @Nullable Crash crash() {
        return crash;
    }

    /** Whether no line can be missing: the log has {@code closed} with the right count, or lines of its own and a confirmed crash. */
    public boolean complete() {
        return complete;
    }

    int argument(int index) {
        return arguments.get(index);
    }

    /** Whether a delivery has a hash that is the first one of its message. */
    boolean hasFirstHash(int index) {
        return (kinds.get(index) & HASH) != 0;
    }

    @Nullable
    String extra(int index) {
        return extras.get(index);
    }

    boolean closed() {
        return closedEvent >= 0;
    }

    long @Nullable [] otherHash(int index) {
        return (kinds.get(index) & RARE) != 0 ? otherHashes.get(index) : null;
    }

    int add(EventType type, long timeNanos, int argument) {
        kinds.add((byte) type.ordinal());
        counts[type.ordinal()]++;
        times.add(timeNanos);
        arguments.add(argument);
        if (type == EventType.START) {
            startEvent = count;
        } else if (type == EventType.CLOSED) {
            closedEvent = count;
        }
        return count++;
    }

    void place(int index, long place) {
        if (places == null) {
            places = new LongColumn();
        }
        // Lines without a place get that of the next line with one, which takes the least space.
        while (places.count() <= index) {
            places.add(place);
        }
        mark(index, PLACE);
    }

    void saidView(int index, String view) {
        saidViews.says(index, view);
        mark(index, RARE);
    }

    void hash(int index) {
        mark(index, HASH);
    }

    void otherHash(int index, byte kind, long hash) {
        otherHashes.put(index, new long[] {kind, hash});
        // One bit marks both maps: a delivery that is marked for its hash names no view, unless the next call adds one.
        saidViews.says(index, null);
        mark(index, RARE);
    }

    private void mark(int index, int bit) {
        kinds.set(index, (byte) (kinds.get(index) | bit));
    }

    void extra(int index, String json) {
        extras.put(index, json);
    }

    /** The logs that this one is made of if it is that of a recovering process; else the log itself. */
    public List<ProcessLog> parts() {
        return parts.isEmpty() ? List.of(this) : Collections.unmodifiableList(parts);
    }

    /** Whether this event of a recovering process delivers again, or may deliver again, what the process delivered. */
    public boolean redelivers(int index) {
        return redelivered.get(index);
    }

    /** Whether an event is the first one of a later life of a recovering process. */
    public boolean beginsLife(int index) {
        return lives.get(index);
    }

    /** The first event of the life that an event belongs to. */
    public int lifeOf(int index) {
        return Math.max(0, lives.previousSetBit(index));
    }

    /** The first event of the last life; 0 unless the process recovers. */
    public int lastLife() {
        return Math.max(0, lives.length() - 1);
    }

    /** Makes another log the next part of this one. */
    void append(ProcessLog part, BitSet redeliveries) {
        int from = count;
        for (int i = 0; i < part.count; i++) {
            int index = add(part.type(i), part.times.get(i), part.arguments.get(i));
            if (part.hasPlace(i)) {
                place(index, part.place(i));
            }
            if (part.hasFirstHash(i)) {
                hash(index);
            }
            long @Nullable [] other = part.otherHash(i);
            if (other != null) {
                otherHash(index, (byte) other[0], other[1]);
            }
            String said = part.saidView(i);
            if (said != null) {
                saidView(index, said);
            }
        }
        redeliveries.stream().forEach(i -> redelivered.set(from + i));
        complete = part.complete && (parts.isEmpty() || complete);
        crash = part.crash;
        parts.add(part);
        if (from > 0) {
            lives.set(from);
        }
    }

    void crash(Crash confirmed) {
        crash = confirmed;
    }

    /** Tells where a life delivers again what was the last known first delivery before it. */
    void reached(int life, int firstDelivery, int again) {
        reached.put(life, new int[] {firstDelivery, again});
    }

    /**
     * If a life's log is missing: the last known first delivery before the life of an event, and the event that delivers it again in
     * that life. Later deliveries of that life are new. Null if there is none, or none is needed.
     */
    public int @Nullable [] reached(int index) {
        return reached.get(lifeOf(index));
    }

    /** Tells a recovering process that the log of one of its lives is missing. */
    void lacksLife() {
        complete = false;
    }

    /** Called when every line is read. The crash is told by the harness: where it stands alone, the process's own log is missing. */
    void seal(boolean closedRight) {
        complete = closedRight || crash != null && count > 0;
    }
}
