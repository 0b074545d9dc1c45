package dev.maat.scenario.conductor;

import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One node as the conductor sees it, with the last process that ran there. */
final class NodeState {
    /** A view that a process installed. */
    record SeenView(String id, long seq, List<String> members, boolean primary) {}

    enum Life {
        /** No process runs. */
        DOWN,
        /** A process was asked for and has not told its start yet. */
        STARTING,
        RUNNING,
        /** A fault that kills the process was asked for. */
        DOOMED,
        /** Asked to close its log and exit. */
        STOPPING
    }

    /** Until then no restart is due. */
    static final long NEVER = Long.MAX_VALUE;

    final String name;
    Life life = Life.DOWN;

    /** The last process; null: none ever ran. */
    @Nullable
    String process;

    @Nullable
    SeenView view;

    boolean leaving;
    boolean left;
    boolean excluded;
    long restartAtNanos = NEVER;

    long lastNumber;
    long nextSendNanos;

    /** Numbers of multicasts that have not returned yet. */
    final TreeSet<Long> unanswered = new TreeSet<>();

    NodeState(String name) {
        this.name = name;
    }

    void started(String newProcess) {
        process = newProcess;
        life = Life.RUNNING;
        view = null;
        leaving = false;
        left = false;
        excluded = false;
        restartAtNanos = NEVER;
        lastNumber = 0;
        nextSendNanos = 0;
        unanswered.clear();
    }

    /** Whether a process runs, doomed or not. */
    boolean isUp() {
        return life == Life.RUNNING || life == Life.DOOMED || life == Life.STOPPING;
    }

    /** Whether a process runs that nothing was done to, and is of the group or wants to be. */
    boolean isWell() {
        return life == Life.RUNNING && !leaving && !left && !excluded;
    }

    /**
     * Whether the application may multicast: inside a view, and not after a goodbye. A process that waits for its crash point goes on,
     * or it would never come to a fan-out.
     */
    boolean mayMulticast() {
        boolean runs = life == Life.RUNNING || life == Life.DOOMED;
        return runs && !leaving && !left && !excluded && view != null;
    }

    boolean isProcess(String other) {
        return other.equals(process);
    }
}
