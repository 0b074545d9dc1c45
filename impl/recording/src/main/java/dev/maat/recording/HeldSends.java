package dev.maat.recording;

import java.util.ArrayDeque;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Multicasts held back: until the first view, since there is no group to send to before it, and under back-pressure. A static group
 * has no views, so there the process counts as in one from the beginning.
 */
final class HeldSends {
    /**
     * A multicast that the application asked for.
     *
     * @param payload of a multicast that is invoked: its {@code send} is recorded, but the core does not have it yet; null: it is
     *     not invoked yet
     */
    record HeldSend(long number, int sizeBytes, boolean last, byte @Nullable [] payload) {}

    private final ArrayDeque<HeldSend> held = new ArrayDeque<>();
    private boolean inView;
    private boolean backpressure;

    HeldSends(boolean inView) {
        this.inView = inView;
    }

    void inView() {
        inView = true;
    }

    void backpressure(boolean on) {
        backpressure = on;
    }

    /** False if there is no room; there always is for the last one. */
    boolean add(long number, int sizeBytes, boolean last) {
        return (last || held.size() < RecordingBounds.MAX_HELD_SENDS)
                && held.add(new HeldSend(number, sizeBytes, last, null));
    }

    /** Whether back-pressure is all that keeps a multicast from being invoked. */
    boolean waitsForPressureOnly() {
        return inView && backpressure;
    }

    /** Invokes each multicast that is not invoked yet, in order: {@code invocation} gives its payload. */
    void invokeAll(Function<HeldSend, byte[]> invocation) {
        for (int i = held.size(); i > 0; i--) {
            HeldSend next = held.remove();
            byte[] payload = next.payload() != null ? next.payload() : invocation.apply(next);
            held.add(new HeldSend(next.number(), next.sizeBytes(), next.last(), payload));
        }
    }

    boolean mayGo() {
        return inView && !backpressure && !held.isEmpty();
    }

    /** The next that may go, or null. */
    @Nullable
    HeldSend next() {
        return mayGo() ? held.poll() : null;
    }
}
