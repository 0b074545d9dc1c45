package dev.maat.engine.certify.runs;

import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a violated scenario again where a seed cannot replay, and counts how often the violation comes back. A group that stands still is
 * waited for in each run, so the time of all of them together is bounded as well as their number.
 */
final class FurtherRuns {
    static final int MAX_RUNS = 20;

    private final Duration time;
    private final LongSupplier nanoTime;
    private final Consumer<Event> listener;

    /**
     * @param time no run begins after it, except the first
     * @param listener hears of each run before it begins
     */
    FurtherRuns(Duration time, LongSupplier nanoTime, Consumer<Event> listener) {
        this.time = time;
        this.nanoTime = nanoTime;
        this.listener = listener;
    }

    /**
     * Counts for the first violated property of a run. An interrupt of the calling thread ends the count.
     *
     * @param again makes one more run; null if it was interrupted or the harness failed, which ends the count as well
     */
    Measured.Recurrence of(RunRecord record, Supplier<RunMaker.@Nullable Again> again) {
        String property = record.derived().violated().getFirst().id();
        long began = nanoTime.getAsLong();
        int violated = 0;
        int done = 0;
        while (done < MAX_RUNS && !Thread.currentThread().isInterrupted()) {
            boolean timeIsUp = nanoTime.getAsLong() - began >= time.toNanos();
            if (done > 0 && timeIsUp) {
                break;
            }
            listener.accept(new Event.Again(done, MAX_RUNS));
            RunMaker.Again one = again.get();
            if (one == null) {
                break;
            }
            done++;
            boolean cameBack =
                    one.derived().violated().stream().anyMatch(its -> its.id().equals(property));
            violated += cameBack ? 1 : 0;
        }
        return new Measured.Recurrence(record.run(), property, done, violated);
    }
}
