package dev.maat.recording;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Multicasts held back: until the first view, since there is no group to send to before it, and under back-pressure. */
final class HeldSends {
    /** A multicast that the application asked for and that is not recorded yet. */
    record HeldSend(long number, int sizeBytes, boolean last) {}

    private final ArrayDeque<HeldSend> held = new ArrayDeque<>();
    private boolean inView;
    private boolean backpressure;

    void inView() {
        inView = true;
    }

    void backpressure(boolean on) {
        backpressure = on;
    }

    /** False if there is no room. */
    boolean add(HeldSend send) {
        return held.size() < RecordingBounds.MAX_HELD_SENDS && held.add(send);
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
