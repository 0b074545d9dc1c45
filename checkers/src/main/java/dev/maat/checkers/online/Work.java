package dev.maat.checkers.online;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How long this process has worked, all its threads: on a busy machine less than the time that passes. */
final class Work {
    private Work() {}

    /** Only differences mean anything; the time that passes where the JVM cannot tell. */
    static long nanos() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            long nanos = system.getProcessCpuTime();
            return nanos < 0 ? System.nanoTime() : nanos;
        }
        return System.nanoTime();
    }
}
