package dev.maat.node;

import dev.maat.node.protocol.ExitCode;
import dev.maat.recording.CallGuard;
import dev.maat.recording.ImplementationFault;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The guard of a pure core in a node. A core that interrupts its thread or starts threads ends its process. A core that does not
 * return from a call ends it too, by a watch in another thread: after {@link #MAX_CALL_CPU_NANOS} of processor time in one call,
 * or after it was seen to wait {@link #MAX_WAITS} times in a row. Neither depends on the load of the machine.
 */
final class MemberGuard implements CallGuard {
    static final long MAX_CALL_CPU_NANOS = TimeUnit.SECONDS.toNanos(20);
    static final int MAX_WAITS = 120;
    private static final long LOOK_MILLIS = 500;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private @Nullable Ending ending;
    private volatile @Nullable Thread caller;
    private volatile String call = "";
    /** Odd while a call is under way. */
    private volatile long calls;

    /** Begins the watch. */
    void endsBy(Ending processEnding) {
        ending = processEnding;
        Thread.ofPlatform().daemon().name("watchdog").start(this::watch);
    }

    @Override
    public void before(String nextCall) {
        caller = Thread.currentThread();
        call = nextCall;
        calls++;
    }

    @Override
    public void after() {
        calls++;
        if (Thread.interrupted()) {
            throw new ImplementationFault("the core interrupted the thread that called it");
        }
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        if (ending != null && group.activeCount() > 1) {
            throw new ImplementationFault("the core started a thread; a core has none");
        }
    }

    @Override
    public void threw(Throwable thrown) {
        calls++;
    }

    private void watch() {
        long watched = 0;
        long cpuAtFirst = 0;
        int waits = 0;
        while (true) {
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                continue;
            }
            Thread thread = caller;
            long now = calls;
            if (thread == null || now % 2 == 0) {
                watched = 0;
                continue;
            }
            long cpu = threads.getThreadCpuTime(thread.threadId());
            if (now != watched) {
                watched = now;
                cpuAtFirst = cpu;
                waits = 0;
                continue;
            }
            waits = thread.getState() == Thread.State.RUNNABLE ? 0 : waits + 1;
            if (cpu - cpuAtFirst > MAX_CALL_CPU_NANOS) {
                end("used more than " + TimeUnit.NANOSECONDS.toSeconds(MAX_CALL_CPU_NANOS) + " s of processor time");
                return;
            }
            if (waits >= MAX_WAITS) {
                end("waited for more than " + MAX_WAITS * LOOK_MILLIS / 1_000 + " s");
                return;
            }
        }
    }

    private void end(String did) {
        Ending known = ending;
        if (known != null) {
            String shortCall = call.substring(call.lastIndexOf('$') + 1);
            known.end(
                    ExitCode.CRASHED, "the core " + did + " in one call (" + shortCall + ") and did not return", null);
        }
    }
}
