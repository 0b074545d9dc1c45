package dev.maat.node;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/**
 * Traces that the code of an implementation leaves in its JVM: threads, child processes, descriptors. The JVM counts the threads that it
 * ever started, so one that has ended is seen as well. The first virtual thread starts the platform threads that carry it, and the first child
 * process a thread that waits for its end. Unseen: work in threads that the JDK has anyway, such as finalizers, and processes that
 * native code starts and detaches. The node and the simulation's own JVM look in the same way. Thread-safe.
 */
public final class JvmTraces {
    private static final String REAPER = "process reaper";
    private static final String STARTED_PROCESS = "the core started a process; a core has none";

    /** Files that the harness has open in a run, and jars that are opened when they are first needed. */
    private static final long MAX_OWN_DESCRIPTORS = 64;

    /** For a signal that has started its thread until the process has ended by it. */
    private static final long SIGNAL_MILLIS = 2_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final AtomicLong own = new AtomicLong();
    private final long threadsAtFirst;
    private final @Nullable UnixOperatingSystemMXBean system;
    private final long maxFiles;
    private final long filesAtFirst;

    /** To be made before code of an implementation runs. Threads that run by now are the harness's. */
    public JvmTraces() {
        // The JDK starts the thread of its cleaners when one is first needed.
        new Deflater().end();
        system = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix ? unix : null;
        maxFiles = system == null ? 0 : system.getMaxFileDescriptorCount();
        filesAtFirst = system == null ? 0 : system.getOpenFileDescriptorCount();
        threadsAtFirst = threads.getTotalStartedThreadCount();
    }

    /** Starts a thread of the harness's own. Every one must be started here. */
    public void start(Thread thread) {
        own.incrementAndGet();
        thread.start();
    }

    /** A sentence on the first trace; empty if there is none. Allocates nothing. */
    public String found() {
        // In this order: a thread of the harness is told before it starts.
        if (threads.getTotalStartedThreadCount() - threadsAtFirst <= own.get()) {
            return "";
        }
        return hasReaper() ? STARTED_PROCESS : "the core started a thread; a core has none";
    }

    /**
     * As {@link #found}, with a look at descriptors, which takes longer.
     *
     * @param processesToo whether to look at child processes, which takes much longer
     */
    public String foundInTheEnd(boolean processesToo) {
        String found = found();
        if (!found.isEmpty()) {
            return found;
        }
        if (hasOpenFiles()) {
            return "the core opened files, thousands of them, and left them open";
        }
        return processesToo && ProcessHandle.current().children().findAny().isPresent() ? STARTED_PROCESS : "";
    }

    /**
     * The given trace, unless a signal from outside is behind it: the JVM starts a thread to handle one, and the node's handler ends the
     * process while this waits. A process that the core started is told at once. A core that signals its own process without starting
     * another is not told from an outsider.
     */
    public String unlessSignalled(String found) {
        if (found.isEmpty() || found.equals(STARTED_PROCESS)) {
            return found;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(SIGNAL_MILLIS);
        } catch (InterruptedException e) {
            // Nobody but the core interrupts the thread that calls it.
            Thread.currentThread().interrupt();
        }
        return found;
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
