package dev.maat.node;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Protocol;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Tells the harness again and again that this process runs, and afterwards for how long it did not. A process that is late because it
 * works hard uses processor time; one that was paused or stopped from outside uses none.
 */
final class Pulse {
    /** Of a wait, the part that a process may have run and was kept from running all the same. */
    private static final int IDLE_PART = 10;

    /** A beat is never on time to the millisecond. */
    private static final long MIN_LATE_MILLIS = 500;

    private long beatNanos;
    private long cpuNanos;

    Pulse(long nowNanos, long cpuNanos) {
        this.beatNanos = nowNanos;
        this.cpuNanos = cpuNanos;
    }

    static void start(JvmTraces traces, Consumer<Answer.Beat> out) {
        traces.start(Thread.ofPlatform().daemon().name("pulse").unstarted(() -> {
            Pulse pulse = new Pulse(System.nanoTime(), cpuNow());
            while (true) {
                try {
                    TimeUnit.MILLISECONDS.sleep(Protocol.BEAT_MILLIS);
                } catch (InterruptedException e) {
                    // The implementation interrupts every thread that it finds: an early beat does no harm, one left
                    // out would look like a pause.
                }
                out.accept(pulse.beat(System.nanoTime(), cpuNow()));
            }
        }));
    }

    private static long cpuNow() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    /** @param newCpuNanos the processor time that the process has used; 0 where that is not known */
    Answer.Beat beat(long nowNanos, long newCpuNanos) {
        long waitNanos = nowNanos - beatNanos;
        long usedNanos = newCpuNanos - cpuNanos;
        beatNanos = nowNanos;
        cpuNanos = newCpuNanos;
        long lateMillis = TimeUnit.NANOSECONDS.toMillis(waitNanos) - Protocol.BEAT_MILLIS;
        boolean wasIdle = usedNanos < waitNanos / IDLE_PART;
        return new Answer.Beat(lateMillis >= MIN_LATE_MILLIS && wasIdle ? lateMillis : 0);
    }
}
