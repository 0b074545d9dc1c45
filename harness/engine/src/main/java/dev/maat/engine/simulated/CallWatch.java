package dev.maat.engine.simulated;

import dev.maat.recording.Causes;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
    private StackTraceElement @Nullable [] frames;

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
            frames = null;
            return "";
        }
        StackTraceElement[] stack = run.thread().getStackTrace();
        frames = frames == null ? stack : inBoth(frames, stack);
        waits = run.thread().getState() == Thread.State.RUNNABLE ? 0 : waits + 1;
        if (cpu - cpuAtFirst > maxCpuNanos()) {
            return "the core did not return: it used more than " + seconds + " s of processor time in one call"
                    + trace(frames);
        }
        if (waits > maxWaits()) {
            return "the core did not return: it waited for more than " + seconds + " s in one call" + trace(frames);
        }
        return "";
    }

    /** Where the call is now, a frame a line. */
    String stack() {
        return trace(run.thread().getStackTrace());
    }

    private static String trace(StackTraceElement[] frames) {
        Throwable here = new Throwable();
        here.setStackTrace(frames);
        String text = Causes.describe(here);
        int line = text.indexOf('\n');
        return line < 0 ? "" : text.substring(line);
    }

    /**
     * The outermost frames that are in both stacks. A call that does not return is at another place at each look, so the frames below
     * the loop say nothing; the method of the loop loses its line if that differs.
     */
    static StackTraceElement[] inBoth(StackTraceElement[] one, StackTraceElement[] other) {
        int i = one.length;
        int j = other.length;
        while (i > 0 && j > 0 && one[i - 1].equals(other[j - 1])) {
            i--;
            j--;
        }
        StackTraceElement[] common = Arrays.copyOfRange(one, i, one.length);
        if (i == 0 || j == 0 || !isSameMethod(one[i - 1], other[j - 1])) {
            return common;
        }
        StackTraceElement loop = one[i - 1];
        StackTraceElement[] withLoop = Arrays.copyOfRange(one, i - 1, one.length);
        withLoop[0] = new StackTraceElement(loop.getClassName(), loop.getMethodName(), loop.getFileName(), -1);
        return withLoop;
    }

    private static boolean isSameMethod(StackTraceElement one, StackTraceElement other) {
        return one.getClassName().equals(other.getClassName())
                && one.getMethodName().equals(other.getMethodName());
    }
}
