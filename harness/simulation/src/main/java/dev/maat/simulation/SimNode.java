package dev.maat.simulation;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One node: the state that outlives its processes. */
final class SimNode {
    /** Packets that wait for a paused process, as its socket's buffer would hold them; further ones are lost. */
    private static final int MAX_WAITING = 8_192;

    final int index;
    final String name;
    final LocalClock clock;

    /** The order in which a packet to the group is sent to nodes. It differs by sender, so a crash in a fan-out does too. */
    final int[] fanOut;

    /** The incarnation of the next process; durable, as a real node's. */
    int nextIncarnation;

    @Nullable
    SimProcess process;

    /** Fault of the crash point that the process is armed with; 0: none. */
    int armedFault;

    boolean paused;
    long pausedSinceNanos;
    private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();

    SimNode(int index, String name, LocalClock clock, int[] fanOut) {
        this.index = index;
        this.name = name;
        this.clock = clock;
        this.fanOut = fanOut;
    }

    /** Runs a task when the node is scheduled: now, or when its pause is over. */
    void run(Runnable task, boolean mayBeLost) {
        if (!paused) {
            task.run();
        } else if (!mayBeLost || waiting.size() < MAX_WAITING) {
            waiting.add(task);
        }
    }

    /** Runs the tasks that waited, up to one at which the process is paused again. */
    void resume() {
        paused = false;
        while (!paused && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }

    void forgetWaiting() {
        waiting.clear();
    }
}
