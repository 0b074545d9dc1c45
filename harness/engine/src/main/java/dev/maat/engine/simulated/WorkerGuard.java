package dev.maat.engine.simulated;

import dev.maat.engine.simulated.WorkerMessages.KnownEnd;
import dev.maat.recording.CallGuard;
import dev.maat.recording.ImplementationFault;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The guard of one run in a worker. It counts the calls of the implementation, in memory that outlives the worker, so that the
 * judge's JVM knows which call ended the worker. A run is repeated to the byte, so the number of a call names it.
 */
final class WorkerGuard implements CallGuard {
    /** The worker, as far as the guard needs it. */
    interface Worker {
        /** Notes where a run is: twice the number of its latest call, and one more while that call is under way. */
        void note(int slot, long position);

        /** A sentence on the traces that code of the implementation has left in this JVM; empty if none is known. */
        String didToJvm();

        /** As {@link #didToJvm}, looked at more closely. */
        String leftInJvm(boolean strict);

        /** Ends this JVM: the call that is under way did that to it. */
        void end(String did);

        /** Ends this JVM: what was done to it may not be the doing of one run alone. */
        void abandon();
    }

    private final Worker worker;
    private final int slot;
    private final boolean strict;
    private final List<KnownEnd> ends;
    private final Thread thread = Thread.currentThread();
    private final String refusal;
    private final AtomicLong position = new AtomicLong();
    private @Nullable String stray;
    private volatile @Nullable String strayElsewhere;
    private long calls;
    private int endsReached;

    /** For the thread of the run. */
    WorkerGuard(Worker worker, WorkerMessages.Run run) {
        this.worker = worker;
        this.slot = run.slot();
        this.strict = run.strict();
        this.ends = run.ends();
        this.refusal = run.refusal();
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
        if (!refusal.isEmpty()) {
            throw new ImplementationFault(refusal);
        }
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
        returned();
        String did = stray;
        if (did != null) {
            stray = null;
            throw new ImplementationFault(did);
        }
        if (Thread.interrupted()) {
            if (!strict) {
                // Another run may have interrupted this one.
                worker.abandon();
            }
            throw new ImplementationFault("the core interrupted the thread that called it");
        }
    }

    @Override
    public void threw(Throwable thrown) {
        returned();
        stray = null;
        Thread.interrupted();
        if (!strict && thrown instanceof VirtualMachineError && !(thrown instanceof StackOverflowError)) {
            // Other runs share this memory: only a run that is alone can be told that it used it up.
            worker.abandon();
        }
    }

    /**
     * The traces of a call stay in the JVM, and would be taken for those of later calls: so the JVM ends, and the run is repeated without
     * that call.
     */
    private void returned() {
        if (strict) {
            String did = worker.didToJvm();
            if (!did.isEmpty()) {
                worker.end(did);
            }
        }
        mark(2 * calls);
    }

    @Override
    public boolean isCaller() {
        return Thread.currentThread() == thread;
    }

    @Override
    public void strayed(String what) {
        if (isCaller()) {
            stray = what;
        } else {
            strayElsewhere = what;
        }
    }

    /**
     * The run is over. A run that is alone looks into what the runs of this JVM did meanwhile.
     *
     * @throws ImplementationFault if the run is alone, and code of the implementation did something of which no call is known
     */
    void done() {
        String elsewhere = strayElsewhere;
        String did = worker.leftInJvm(strict);
        if (did.isEmpty() && elsewhere == null) {
            return;
        }
        if (!strict) {
            worker.abandon();
        }
        throw new ImplementationFault(elsewhere == null ? did : elsewhere);
    }
}
