package dev.maat.node;

import dev.maat.node.protocol.ExitCode;
import dev.maat.recording.Causes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches the calls that one thread makes into an implementation, and ends the process in which one does not return ({@link
 * StuckCall}): it has used {@link #DEFAULT_CPU_SECONDS} s of processor time, or has waited for longer than it may. A process that is
 * paused is not looked at.
 */
final class CallWatch {
    /** Overridden by tests: both the processor time and the wait. */
    static final String LIMIT_SECONDS = "maat.node.callSeconds";

    private static final int DEFAULT_CPU_SECONDS = 20;
    private static final long LOOK_MILLIS = 500;

    private final String subject;
    private final StuckCall stuck = new StuckCall(LOOK_MILLIS);
    private final long maxCpuSeconds = Integer.getInteger(LIMIT_SECONDS, DEFAULT_CPU_SECONDS);
    private volatile @Nullable Thread caller;
    private volatile String call = "";
    private volatile long maxWaitMillis;
    /** Odd while a call is under way; written by the caller alone. */
    private volatile long calls;

    /** @param subject of the sentence that says what a call did: {@code the core} */
    CallWatch(String subject) {
        this.subject = subject;
    }

    /** Begins to watch. */
    void endsBy(Ending ending, JvmTraces traces) {
        traces.start(Thread.ofPlatform().daemon().name("watchdog").unstarted(() -> watch(ending)));
    }

    /** This thread is about to make a call, which may wait for so long. */
    void begins(String nextCall, long mayWaitMillis) {
        caller = Thread.currentThread();
        call = nextCall;
        long override = Integer.getInteger(LIMIT_SECONDS, 0);
        maxWaitMillis = override > 0 ? TimeUnit.SECONDS.toMillis(override) : mayWaitMillis;
        calls = calls | 1;
    }

    /** The call has returned or thrown. */
    void ended() {
        calls = (calls | 1) + 1;
    }

    private void watch(Ending ending) {
        while (true) {
            StuckCall.awaitLook(LOOK_MILLIS);
            Thread thread = caller;
            String did = thread == null ? "" : stuck.look(thread, calls, maxCpuSeconds, maxWaitMillis);
            if (!did.isEmpty() && thread != null) {
                ending.end(
                        ExitCode.CRASHED,
                        subject + " " + did + " in one call (" + call + ") and did not return\n" + where(thread),
                        null);
                return;
            }
        }
    }

    /** The stack of a call that does not return. */
    static String where(Thread thread) {
        Throwable here = new Throwable("the call that did not return");
        here.setStackTrace(thread.getStackTrace());
        return Causes.describe(here);
    }
}
