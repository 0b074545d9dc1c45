package dev.maat.node.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Counts what one member sees. Deliveries and views come from one thread at a time, questions from another. */
final class Meter {
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    /** Null in a JVM that only interprets. */
    private final @Nullable CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();

    private final Console console;
    private final Latencies latencies = new Latencies();
    private final AtomicLong delivered = new AtomicLong();
    private volatile boolean measuring;

    Meter(Console console) {
        this.console = console;
    }

    void deliver(byte[] payload) {
        // One writer: an ordered store is enough, and costs no locked instruction a message.
        delivered.lazySet(delivered.getPlain() + 1);
        if (measuring) {
            latencies.add(System.nanoTime() - ByteBuffer.wrap(payload).getLong());
        }
    }

    void view(int members, String id) {
        console.say("view " + System.nanoTime() + " " + members + " " + id.replace(' ', '_'));
    }

    void suspect(String process) {
        console.say("suspect " + process);
    }

    void failed(Throwable why) {
        console.failed(why);
    }

    void tellCounts(long sent) {
        console.say("counts " + System.nanoTime() + " " + system.getProcessCpuTime() + " " + delivered.get() + " "
                + sent + " " + (compilers == null ? 0 : compilers.getTotalCompilationTime()));
    }

    void measure() {
        measuring = false;
        latencies.clear();
        measuring = true;
    }

    void tellLatencies() {
        measuring = false;
        console.say("latencies " + latencies.count() + " " + latencies.quantile(0.5) + " " + latencies.quantile(0.99)
                + " " + latencies.quantile(1));
    }
}
