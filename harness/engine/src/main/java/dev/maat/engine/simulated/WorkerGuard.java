package dev.maat.engine.simulated;

import dev.maat.engine.simulated.WorkerMessages.KnownEnd;
import dev.maat.recording.CallGuard;
import dev.maat.recording.ImplementationFault;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The guard of one run in a worker. It counts the calls of the implementation, in memory that outlives the worker, so that the
 * judge's JVM knows which call ended the worker. A run is repeated to the byte, so the number of a call names it.
 */
final class WorkerGuard implements CallGuard {
    /** What the guard needs of the worker. */
    interface Worker {
        /** Notes where a run is: twice the number of its latest call, and one more while that call is under way. */
        void note(int slot, long position);

        /** Shutdown hooks of this JVM. */
        int hooks();

        /** Ends this JVM: what a call did to it may not be the doing of one run alone. */
        void abandon();
    }

    private final Worker worker;
    private final int slot;
    private final boolean strict;
    private final List<KnownEnd> ends;
    private final Thread thread = Thread.currentThread();
    private final int hooksBefore;
    private final AtomicLong position = new AtomicLong();
    private long calls;
    private int endsReached;

    /** For the thread of the run, which is alone in its thread group. */
    WorkerGuard(Worker worker, int slot, boolean strict, List<KnownEnd> ends) {
        this.worker = worker;
        this.slot = slot;
        this.strict = strict;
        this.ends = ends;
        this.hooksBefore = worker.hooks();
        mark(0);
    }

    Thread thread() {
        return thread;
    }

    /** Of the latest call, odd while it is under way. For any thread. */
    long position() {
        return position.get();
    }

    int endsReached() {
        return endsReached;
    }

    private void mark(long newPosition) {
        position.setRelease(newPosition);
        worker.note(slot, newPosition);
    }

    @Override
    public void before(String call) {
        long number = ++calls;
        if (endsReached < ends.size() && ends.get(endsReached).call() == number) {
            String detail = ends.get(endsReached++).detail();
            int line = detail.indexOf('\n');
            String kind = " (call: " + call.substring(call.lastIndexOf('$') + 1) + ")";
            throw new ImplementationFault(
                    line < 0 ? detail + kind : detail.substring(0, line) + kind + detail.substring(line));
        }
        mark(2 * number + 1);
    }

    @Override
    public void after() {
        mark(2 * calls);
        if (Thread.interrupted()) {
            throw new ImplementationFault("the core interrupted the thread that called it");
        }
        if (strict) {
            if (worker.hooks() > hooksBefore) {
                throw new ImplementationFault(
                        "the core added a shutdown hook; a core runs in a JVM that is not its own");
            }
            if (thread.getThreadGroup().activeCount() > 1) {
                throw new ImplementationFault("the core started a thread; a core has none");
            }
        }
    }

    @Override
    public void threw(Throwable thrown) {
        mark(2 * calls);
        Thread.interrupted();
        if (!strict && thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError)) {
            // Other runs share this memory: only a run that is alone can be told that it used it up.
            worker.abandon();
        }
    }

    /** The run is over. Threads and hooks that it left behind are looked into by a strict run. */
    void done() {
        if (!strict && (worker.hooks() > hooksBefore || thread.getThreadGroup().activeCount() > 1)) {
            worker.abandon();
        }
    }
}
