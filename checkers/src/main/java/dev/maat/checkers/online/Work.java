package dev.maat.checkers.online;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** How long the present thread has worked: on a busy machine much less than the time that passes. */
final class Work {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Work() {}

    /** Only differences mean anything; time that passed where the JVM cannot tell better. */
    static long nanos() {
        boolean tells = THREADS.isCurrentThreadCpuTimeSupported()
                && THREADS.isThreadCpuTimeEnabled()
                && !Thread.currentThread().isVirtual();
        return tells ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
