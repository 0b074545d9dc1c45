package dev.maat.node;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * Tells whether a call into an implementation does not return, by looks at its thread: it has used too much processor time, or was
 * seen to wait, look after look, for too long. Neither depends on the load of the machine. The node and the simulation's own JVM
 * look in the same way. For one watching thread.
 */
public final class StuckCall {
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long lookNanos;
    private long watched;
    private long cpuAtFirst;
    private long cpuAtLast;
    private long waits;
    private boolean seenAgain;

    /** @param lookMillis the time between two looks */
    public StuckCall(long lookMillis) {
        this.lookNanos = TimeUnit.MILLISECONDS.toNanos(lookMillis);
    }

    /**
     * Sleeps until the next look is due. An implementation may interrupt every thread that it finds: that brings no look forward, for
     * looks in quick succession would take a call that has just begun for one that waits.
     *
     * @param lookMillis the time to sleep
     */
    public static void awaitLook(long lookMillis) {
        long due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(lookMillis);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException asleepAgain) {
                continue;
            }
        }
    }

    /**
     * Looks once.
     *
     * @param position odd while a call is under way, and another number for each call
     * @return what the call did ("waited for more than 60 s"), or an empty text
     */
    public String look(Thread thread, long position, long maxCpuSeconds, long maxWaitMillis) {
        seenAgain = position % 2 != 0 && position == watched;
        watched = position % 2 == 0 ? 0 : position;
        if (watched == 0) {
            return "";
        }
        // -1 where an implementation has switched the measurement off: then every look sees a wait.
        long cpu = threads.getThreadCpuTime(thread.threadId());
        if (!seenAgain) {
            cpuAtFirst = cpu;
            cpuAtLast = cpu;
            waits = 0;
            return "";
        }
        // A thread that waits in the system's code, for a socket, counts as runnable; it uses no time at all.
        boolean isWaiting = thread.getState() != Thread.State.RUNNABLE || cpu == cpuAtLast;
        waits = isWaiting ? waits + 1 : 0;
        cpuAtLast = cpu;
        if (cpu - cpuAtFirst > TimeUnit.SECONDS.toNanos(maxCpuSeconds)) {
            return "used more than " + maxCpuSeconds + " s of processor time";
        }
        return waits * lookNanos > TimeUnit.MILLISECONDS.toNanos(maxWaitMillis)
                ? "waited for more than " + maxWaitMillis / 1_000 + " s"
                : "";
    }

    /** Whether the latest look was at the same call as the look before. */
    public boolean isSeenAgain() {
        return seenAgain;
    }
}
