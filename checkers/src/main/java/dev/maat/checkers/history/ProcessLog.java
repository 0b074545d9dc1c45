package dev.maat.checkers.history;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of one process, in their order, as columns. {@code argument} means what the type says. */
public final class ProcessLog {
    /** The delivery's id could not be read. */
    public static final int UNREADABLE = -1;

    static final byte HASH = 1;
    static final byte HASH_OTHER = 2;
    static final byte PLACE = 4;
    static final byte SAID_VIEW = 8;

    private final int process;
    private final String name;
    private final String node;
    private int count;
    private final int[] counts = new int[EventType.values().length];
    private byte[] types = new byte[16];
    private byte[] flags = new byte[16];
    private long[] times = new long[16];
    private int[] arguments = new int[16];
    private long @Nullable [] places;
    private final Map<Integer, String> extras = new HashMap<>();
    private final Map<Integer, String> saidViews = new HashMap<>();
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
        return EventType.of(types[index]);
    }

    /** Nanoseconds since the run began; advisory. */
    public long timeNanos(int index) {
        return times[index];
    }

    /**
     * For {@code send}, {@code sent}, {@code failed}, {@code deliver}, {@code safe}: the message, {@link #UNREADABLE} for a
     * delivery without an id.
     */
    public int message(int index) {
        return arguments[index];
    }

    /** Whether a delivery tells a place. */
    public boolean hasPlace(int index) {
        return (flags[index] & PLACE) != 0;
    }

    /** A delivery's place in the total order; 0 where it tells none. */
    public long place(int index) {
        return places == null ? 0 : places[index];
    }

    /** The view that a delivery itself names, or null. */
    public @Nullable String saidView(int index) {
        return (flags[index] & SAID_VIEW) != 0 ? saidViews.get(index) : null;
    }

    /** Whether any delivery names its view. */
    public boolean saysViews() {
        return !saidViews.isEmpty();
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
        return arguments[index];
    }

    byte flags(int index) {
        return flags[index];
    }

    @Nullable
    String extra(int index) {
        return extras.get(index);
    }

    boolean closed() {
        return closedEvent >= 0;
    }

    long @Nullable [] otherHash(int index) {
        return otherHashes.get(index);
    }

    int add(EventType type, long timeNanos, int argument) {
        if (count == types.length) {
            grow();
        }
        types[count] = (byte) type.ordinal();
        counts[type.ordinal()]++;
        times[count] = timeNanos;
        arguments[count] = argument;
        if (type == EventType.START) {
            startEvent = count;
        } else if (type == EventType.CLOSED) {
            closedEvent = count;
        }
        return count++;
    }

    void place(int index, long place) {
        if (places == null) {
            places = new long[types.length];
        }
        places[index] = place;
        flags[index] |= PLACE;
    }

    void saidView(int index, String view) {
        saidViews.put(index, view);
        flags[index] |= SAID_VIEW;
    }

    void hash(int index) {
        flags[index] |= HASH;
    }

    void otherHash(int index, byte kind, long hash) {
        otherHashes.put(index, new long[] {kind, hash});
        flags[index] |= HASH_OTHER;
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

    private void grow() {
        int more = count * 2;
        types = Arrays.copyOf(types, more);
        flags = Arrays.copyOf(flags, more);
        times = Arrays.copyOf(times, more);
        arguments = Arrays.copyOf(arguments, more);
        if (places != null) {
            places = Arrays.copyOf(places, more);
        }
    }
}
