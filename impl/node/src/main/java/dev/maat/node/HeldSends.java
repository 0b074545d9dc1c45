package dev.maat.node;

import dev.maat.node.protocol.Command;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Multicasts that wait because the implementation asked to slow down; bounded. For one thread. */
final class HeldSends {
    static final int MAX_HELD = 1_024;

    private final ArrayDeque<Command.Multicast> held = new ArrayDeque<>();
    private boolean backpressure;

    void backpressure(boolean on) {
        backpressure = on;
    }

    /** False if there is no room. */
    boolean add(Command.Multicast command) {
        return held.size() < MAX_HELD && held.add(command);
    }

    /** The next that may go, or null. */
    Command.@Nullable Multicast next() {
        return backpressure ? null : held.poll();
    }

    boolean mayGo() {
        return !backpressure && !held.isEmpty();
    }
}
