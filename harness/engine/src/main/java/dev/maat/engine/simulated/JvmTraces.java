package dev.maat.engine.simulated;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * What the code of an implementation leaves in its JVM: threads, child processes, shutdown hooks, descriptors. The JVM counts the
 * threads that it ever started, so one that has ended is seen as well. The first virtual thread starts the platform threads that carry
 * it, and the first child process a thread that waits for its end. Unseen: work in threads that the JDK has anyway, such as finalizers,
 * and processes that native code starts and detaches.
 */
final class JvmTraces {
    private static final String REAPER = "process reaper";

    /** Files that the harness has open in a run, and jars that are opened when they are first needed. */
    private static final long MAX_OWN_DESCRIPTORS = 64;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Hooks hooks = new Hooks();
    private final AtomicLong own = new AtomicLong();
    private final long threadsAtFirst;
    private final int hooksAtFirst;
    private final @Nullable UnixOperatingSystemMXBean system;
    private final long maxFiles;
    private final long filesAtFirst;

    /** To be made after the worker's own threads have started, and before code of an implementation runs. */
    JvmTraces() {
        // The JDK starts the thread of its cleaners when one is first needed.
        new Deflater().end();
        system = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix ? unix : null;
        maxFiles = system == null ? 0 : system.getMaxFileDescriptorCount();
        filesAtFirst = system == null ? 0 : system.getOpenFileDescriptorCount();
        hooksAtFirst = hooks.count();
        threadsAtFirst = threads.getTotalStartedThreadCount();
    }

    /** The worker is about to start a thread of its own. */
    void ownThread() {
        own.incrementAndGet();
    }

    /** A sentence; empty if there is nothing. */
    String found() {
        // In this order: a thread of the worker is told before it starts.
        if (threads.getTotalStartedThreadCount() - threadsAtFirst > own.get()) {
            return hasReaper()
                    ? "the core started a process; a core has none"
                    : "the core started a thread; a core has none";
        }
        return hooks.count() > hooksAtFirst
                ? "the core added a shutdown hook; a core runs in a JVM that is not its own"
                : "";
    }

    /** As {@link #found}, with a look at descriptors, which takes longer, and at processes, which takes much longer. */
    String foundInTheEnd(boolean strict) {
        String found = found();
        if (!found.isEmpty()) {
            return found;
        }
        if (hasOpenFiles()) {
            return "the core opened files, thousands of them, and left them open";
        }
        return strict && ProcessHandle.current().children().findAny().isPresent()
                ? "the core started a process; a core has none"
                : "";
    }

    private boolean hasOpenFiles() {
        if (system == null) {
            return false;
        }
        try {
            return system.getOpenFileDescriptorCount() > filesAtFirst + Math.max(MAX_OWN_DESCRIPTORS, maxFiles / 2);
        } catch (InternalError noneIsLeftToCountThem) {
            return true;
        }
    }

    private static boolean hasReaper() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] all = new Thread[root.activeCount() * 2 + 16];
        int count = root.enumerate(all);
        for (int i = 0; i < count; i++) {
            if (all[i].getName().startsWith(REAPER)) {
                return true;
            }
        }
        return false;
    }
}
