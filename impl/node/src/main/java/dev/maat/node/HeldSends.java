package dev.maat.node;

import dev.maat.node.protocol.Command;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Multicasts that wait: for the first view, since an application outside a group has nobody to send to, or because the
 * implementation asked to slow down. Bounded. For one thread.
 */
final class HeldSends {
    static final int MAX_HELD = 1_024;

    private final ArrayDeque<Command.Multicast> held = new ArrayDeque<>();
    private boolean inView;
    private boolean backpressure;

    void inView() {
        inView = true;
    }

    void backpressure(boolean on) {
        backpressure = on;
    }

    /** False if there is no room. */
    boolean add(Command.Multicast command) {
        return held.size() < MAX_HELD && held.add(command);
    }

    /** The next that may go, or null. */
    Command.@Nullable Multicast next() {
        return mayGo() ? held.poll() : null;
    }

    boolean mayGo() {
        return inView && !backpressure && !held.isEmpty();
    }
}
