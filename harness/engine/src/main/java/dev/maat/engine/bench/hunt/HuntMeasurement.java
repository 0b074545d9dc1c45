package dev.maat.engine.bench.hunt;

import dev.maat.engine.campaign.Totals;
import java.util.Map;

/**
 * The processor time that a campaign took.
 *
 * @param judgeSeconds the processor time of this JVM, which judges
 * @param workerSeconds the processor time of the JVMs that simulate
 * @param shares of each part of both, from 0 to 1
 */
public record HuntMeasurement(Totals totals, double judgeSeconds, double workerSeconds, Map<Part, Double> shares) {
    private static final double SECONDS_PER_MINUTE = 60;
    private static final double MILLIS_PER_SECOND = 1_000;

    /** Schedules for a minute of one processor. */
    public double schedulesPerMinuteAndCore() {
        return totals.runs() * SECONDS_PER_MINUTE / (judgeSeconds + workerSeconds);
    }

    /** Processor time of one schedule. */
    public double millisPerSchedule() {
        return (judgeSeconds + workerSeconds) / totals.runs() * MILLIS_PER_SECOND;
    }

    /** The share of one schedule in a sum over all. */
    public double perSchedule(long all) {
        return (double) all / totals.runs();
    }
}
