package dev.maat.engine.simulated;

import dev.maat.recording.Causes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * Watches one run for a call that does not return: it has used {@link #DEFAULT_SECONDS} s of processor time, or was seen to wait as
 * long, look after look. Neither depends on the load of the machine.
 */
final class CallWatch {
    /** Overridden by tests. */
    static final String LIMIT_SECONDS = "maat.simulation.callSeconds";

    private static final int DEFAULT_SECONDS = 20;
    static final long LOOK_MILLIS = 250;

    private final WorkerGuard run;
    private final ThreadMXBean threads;
    private final long seconds = Integer.getInteger(LIMIT_SECONDS, DEFAULT_SECONDS);
    private long watched;
    private long cpuAtFirst;
    private int waits;

    CallWatch(WorkerGuard run) {
        this.run = run;
        this.threads = ManagementFactory.getThreadMXBean();
    }

    private long maxCpuNanos() {
        return TimeUnit.SECONDS.toNanos(seconds);
    }

    private long maxWaits() {
        return TimeUnit.SECONDS.toMillis(seconds) / LOOK_MILLIS;
    }

    /** Looks once; returns what the call did, or an empty text. */
    String look() {
        long now = run.position();
        if (now % 2 == 0) {
            watched = 0;
            return "";
        }
        long cpu = threads.getThreadCpuTime(run.thread().threadId());
        if (now != watched) {
            watched = now;
            cpuAtFirst = cpu;
            waits = 0;
            return "";
        }
        waits = run.thread().getState() == Thread.State.RUNNABLE ? 0 : waits + 1;
        if (cpu - cpuAtFirst > maxCpuNanos()) {
            return "the core did not return: it used more than " + seconds + " s of processor time in one call";
        }
        if (waits > maxWaits()) {
            return "the core did not return: it waited for more than " + seconds + " s in one call";
        }
        return "";
    }

    /** Where the call is now. */
    String where() {
        Throwable here = new Throwable("the call that did not return");
        here.setStackTrace(run.thread().getStackTrace());
        return Causes.describe(here);
    }
}
