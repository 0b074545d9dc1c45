package dev.maat.engine.simulated;

import dev.maat.node.StuckCall;
import dev.maat.recording.Causes;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one run for a call that does not return ({@link StuckCall}): it has used {@link #DEFAULT_SECONDS} s of processor time, or
 * has waited for as long.
 */
final class CallWatch {
    /** Overridden by tests. */
    static final String LIMIT_SECONDS = "maat.simulation.callSeconds";

    static final int DEFAULT_SECONDS = 20;

    /** Read once, before code of an implementation runs: it may change any property. */
    private static final long SECONDS = Integer.getInteger(LIMIT_SECONDS, DEFAULT_SECONDS);

    static final long LOOK_MILLIS = 250;

    private final WorkerGuard run;
    private final StuckCall call = new StuckCall(LOOK_MILLIS);
    private StackTraceElement @Nullable [] frames;

    CallWatch(WorkerGuard run) {
        this.run = run;
    }

    /** Looks once; returns what the call did, or an empty text. */
    String look() {
        String did = call.look(run.thread(), run.position(), SECONDS, TimeUnit.SECONDS.toMillis(SECONDS));
        if (!call.isSeenAgain()) {
            frames = null;
            return "";
        }
        StackTraceElement[] stack = run.thread().getStackTrace();
        frames = frames == null ? stack : inBoth(frames, stack);
        return did.isEmpty() ? "" : "the core did not return: it " + did + " in one call" + trace(frames);
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
