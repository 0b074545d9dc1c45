package dev.maat.simulation;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** One node: what outlives its processes. */
final class SimNode {
    /** Packets that wait for a paused process, as its socket's buffer would hold them; what comes on top is lost. */
    private static final int MOST_WAITING = 8_192;

    final int index;
    final String name;
    final LocalClock clock;

    /** Nodes in the order in which a packet to the group reaches them: a crash in a fan-out spares others at each node. */
    final int[] fanOut;

    /** The durable mark: the incarnation of the next process. */
    int nextIncarnation;

    @Nullable
    SimProcess process;

    /** The crash point that the process was armed with; 0: none. */
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

    /** Runs it when the node is scheduled: now, or when its pause is over. */
    void run(Runnable what, boolean mayBeLost) {
        if (!paused) {
            what.run();
        } else if (!mayBeLost || waiting.size() < MOST_WAITING) {
            waiting.add(what);
        }
    }

    void resume() {
        paused = false;
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    void forgetWaiting() {
        waiting.clear();
    }
}
