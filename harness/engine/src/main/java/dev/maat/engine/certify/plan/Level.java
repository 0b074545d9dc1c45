package dev.maat.engine.certify.plan;

import dev.maat.engine.Deployments;
import java.time.Duration;
import java.util.Locale;

/** How much evidence a certificate asks for. */
public enum Level {
    /** One deployment, the first that this machine can run: a minute or two in simulation. */
    QUICK(80, 12, 10_000, 1, 1, 30, 300),
    /** Every deployment that this machine can run, over every transport: tens of minutes with processes or containers. */
    STANDARD(400, 12, 20_000, 3, 2, 120, 1_200),
    /** The same with many more seeds: hours. */
    FULL(3_000, 100, 30_000, 10, 5, 600, 3_600);

    private static final long SIMULATED_MILLIS = 30_000;

    private final int simulatedRuns;
    private final int liveRuns;
    private final long liveMillis;
    private final int simulatedBattery;
    private final int liveBattery;
    private final int shrinkSeconds;
    private final int furtherSeconds;

    Level(
            int simulatedRuns,
            int liveRuns,
            long liveMillis,
            int simulatedBattery,
            int liveBattery,
            int shrinkSeconds,
            int furtherSeconds) {
        this.simulatedRuns = simulatedRuns;
        this.liveRuns = liveRuns;
        this.liveMillis = liveMillis;
        this.simulatedBattery = simulatedBattery;
        this.liveBattery = liveBattery;
        this.shrinkSeconds = shrinkSeconds;
        this.furtherSeconds = furtherSeconds;
    }

    /** The name in plans and certificates. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The runs of the swarm over one transport. */
    public int runs(String deployment) {
        return Deployments.isDeterministic(deployment) ? simulatedRuns : liveRuns;
    }

    /** The runs of each case of the battery over one transport. */
    public int batteryRuns(String deployment) {
        return Deployments.isDeterministic(deployment) ? simulatedBattery : liveBattery;
    }

    /** How long a refused certification searches for smaller scenarios, altogether. */
    public Duration shrinkTime() {
        return Duration.ofSeconds(shrinkSeconds);
    }

    /** How long a violated scenario is run again where a seed cannot replay. */
    public Duration furtherTime() {
        return Duration.ofSeconds(furtherSeconds);
    }

    /** How long faults are injected in one run, in its own time. */
    public long durationMillis(String deployment) {
        return Deployments.isDeterministic(deployment) ? SIMULATED_MILLIS : liveMillis;
    }
}
