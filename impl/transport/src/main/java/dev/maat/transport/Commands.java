package dev.maat.transport;

import dev.maat.contract.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Commands from other threads to a member's, in a bounded queue, and one task that goes before all of them. */
final class Commands {
    private static final int MAX_QUEUED = 1_024;
    private static final int MAX_TAKEN = 512;

    private final BlockingQueue<Supplier<@Nullable Input>> queued = new ArrayBlockingQueue<>(MAX_QUEUED);
    private final List<Supplier<@Nullable Input>> taken = new ArrayList<>(MAX_TAKEN);
    /** The first of the taken commands that was not run. */
    private int nextTaken;

    private final AtomicReference<@Nullable Runnable> first = new AtomicReference<>();

    /** False, and nothing happens, if too many wait already. For any thread. */
    boolean offer(Supplier<@Nullable Input> command) {
        return queued.offer(command);
    }

    /** Of several tasks that wait only the latest runs. For any thread. */
    void setFirst(Runnable task) {
        first.set(task);
    }

    /** The task that goes first, if there is one. It is taken. */
    @Nullable
    Runnable takeFirst() {
        return first.getAndSet(null);
    }

    /** The next command, if there is one. It is taken. For the member's thread. */
    @Nullable
    Supplier<@Nullable Input> take() {
        if (nextTaken == taken.size()) {
            taken.clear();
            nextTaken = 0;
            if (queued.drainTo(taken, MAX_TAKEN) == 0) {
                return null;
            }
        }
        return taken.get(nextTaken++);
    }

    /** Whether every command that was taken from the queue has been handed out. For the member's thread. */
    boolean isWorkedOff() {
        return nextTaken == taken.size();
    }

    /** Whether nothing waits that another thread has brought. */
    boolean isEmpty() {
        return queued.isEmpty() && first.get() == null;
    }
}
