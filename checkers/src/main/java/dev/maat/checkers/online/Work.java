package dev.maat.checkers.online;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** The CPU time of all threads of this process: on a busy machine less than the time that passes. */
final class Work {
    private Work() {}

    /** Only differences are meaningful. If the JVM does not know the CPU time, this is the time that passes. */
    static long nanos() {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
            long nanos = system.getProcessCpuTime();
            return nanos < 0 ? System.nanoTime() : nanos;
        }
        return System.nanoTime();
    }
}
