package dev.maat.checkers.history;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of one process, in their order, as columns. {@code argument} means what the type says. */
public final class ProcessLog {
    /** The delivery's id could not be read. */
    public static final int UNREADABLE = -1;

    /** Bits beside the type: its hash is the message's first, it tells a place, more of it is in the maps. */
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

    /** Whether a delivery tells a place. */
    public boolean hasPlace(int index) {
        return (kinds.get(index) & PLACE) != 0;
    }

    /** A delivery's place in the total order; 0 where it tells none. */
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

    /** Index of the {@code start} line, or -1. */
    public int startEvent() {
        return startEvent;
    }

    /** The crash that the harness confirms, or null. */
    public @Nullable Crash crash() {
        return crash;
    }

    /** Whether nothing can be missing: {@code closed} with the right count, or a confirmed crash. */
    public boolean complete() {
        return complete;
    }

    int argument(int index) {
        return arguments.get(index);
    }

    /** Whether a delivery tells a hash and it is the first that was seen of its message. */
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
        // Between places the nearest one stands in: it takes the least room.
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
        // One bit marks both: a delivery marked for its hash names no view, unless it is said next.
        saidViews.says(index, null);
        mark(index, RARE);
    }

    private void mark(int index, int bit) {
        kinds.set(index, (byte) (kinds.get(index) | bit));
    }

    void extra(int index, String json) {
        extras.put(index, json);
    }

    void crash(Crash confirmed) {
        crash = confirmed;
    }

    /** Called once, when everything is read. */
    void seal(boolean closedRight) {
        complete = closedRight || crash != null;
    }
}
