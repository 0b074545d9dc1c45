package dev.maat.engine.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Keeps the best of several times, by the wall clock and by the CPU time of all threads of this process. */
final class Stopwatch {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private long began;
    private long beganCpu;
    private long best = Long.MAX_VALUE;
    private long bestCpu = Long.MAX_VALUE;

    void start() {
        beganCpu = system.getProcessCpuTime();
        began = System.nanoTime();
    }

    /** Ends a measurement; returns whether it was the best so far by the wall clock. */
    boolean stop() {
        long nanos = System.nanoTime() - began;
        bestCpu = Math.min(bestCpu, system.getProcessCpuTime() - beganCpu);
        boolean better = nanos < best;
        best = Math.min(best, nanos);
        return better;
    }

    long bestNanos() {
        return best;
    }

    long bestCpuNanos() {
        return bestCpu;
    }
}
