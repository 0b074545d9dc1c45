package dev.maat.node;

import dev.maat.node.protocol.ExitCode;
import dev.maat.recording.Causes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches the calls that one thread makes into an implementation, and ends the process in which one does not return: it has used
 * {@link #DEFAULT_CPU_SECONDS} s of processor time, or was seen to wait, look after look, for as long as it may. Neither depends on
 * the load of the machine, and a process that is paused is not looked at.
 */
final class CallWatch {
    /** Overridden by tests: both the processor time and the wait. */
    static final String LIMIT_SECONDS = "maat.node.callSeconds";

    private static final int DEFAULT_CPU_SECONDS = 20;
    private static final long LOOK_MILLIS = 500;

    private final String subject;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long maxCpuSeconds = Integer.getInteger(LIMIT_SECONDS, DEFAULT_CPU_SECONDS);
    private volatile @Nullable Thread caller;
    private volatile String call = "";
    private volatile long maxWaits;
    /** Odd while a call is under way; written by the caller alone. */
    private volatile long calls;

    private long watched;
    private long cpuAtFirst;
    private long cpuAtLast;
    private long waits;

    /** @param subject of the sentence that says what a call did: {@code the core} */
    CallWatch(String subject) {
        this.subject = subject;
    }

    /** Begins to watch. */
    void endsBy(Ending ending) {
        Thread.ofPlatform().daemon().name("watchdog").start(() -> watch(ending));
    }

    /** This thread is about to make a call, which may wait for so long. */
    void begins(String nextCall, long maxWaitMillis) {
        caller = Thread.currentThread();
        call = nextCall;
        long override = Integer.getInteger(LIMIT_SECONDS, 0);
        maxWaits = (override > 0 ? TimeUnit.SECONDS.toMillis(override) : maxWaitMillis) / LOOK_MILLIS;
        calls = calls | 1;
    }

    /** The call has returned or thrown. */
    void ended() {
        calls = (calls | 1) + 1;
    }

    private void watch(Ending ending) {
        while (true) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                // The implementation interrupts every thread that it finds; an early look does no harm.
            }
            String did = look();
            Thread thread = caller;
            if (!did.isEmpty() && thread != null) {
                ending.end(
                        ExitCode.CRASHED,
                        subject + " " + did + " in one call (" + call + ") and did not return\n" + where(thread),
                        null);
                return;
            }
        }
    }

    /** Looks once; says what the call did, or nothing. */
    private String look() {
        Thread thread = caller;
        long now = calls;
        if (thread == null || now % 2 == 0) {
            watched = 0;
            return "";
        }
        long cpu = threads.getThreadCpuTime(thread.threadId());
        if (now != watched) {
            watched = now;
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
        return waits > maxWaits ? "waited for more than " + maxWaits * LOOK_MILLIS / 1_000 + " s" : "";
    }

    /** The stack of a call that does not return. */
    static String where(Thread thread) {
        Throwable here = new Throwable("the call that did not return");
        here.setStackTrace(thread.getStackTrace());
        return Causes.describe(here);
    }
}
