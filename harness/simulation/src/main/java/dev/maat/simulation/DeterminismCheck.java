package dev.maat.simulation;

import dev.maat.faults.SeedDraw;
import dev.maat.recording.CallGuard;
import dev.maat.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Runs a scenario twice, in step, and finds the first event in which the runs differ. */
public final class DeterminismCheck {
    private DeterminismCheck() {}

    /** The first difference, or null if there is none. */
    public static @Nullable NonDeterminism run(Scenario scenario, CoreFactory factory) {
        SimRun one = new SimRun(scenario, factory, EvidenceSink.NONE, CallGuard.NONE);
        SimRun other = new SimRun(scenario, factory, EvidenceSink.NONE, CallGuard.NONE);
        long event = 0;
        boolean oneGoesOn = true;
        boolean otherGoesOn = true;
        while (oneGoesOn && otherGoesOn) {
            oneGoesOn = one.advance();
            otherGoesOn = other.advance();
            if (one.fingerprint() != other.fingerprint() || oneGoesOn != otherGoesOn) {
                return new NonDeterminism(event, one.describeLastEvent(), other.describeLastEvent());
            }
            event++;
        }
        return null;
    }

    /**
     * Whether a campaign checks this seed.
     *
     * @param percentOfSeeds how many of a hundred seeds it checks
     */
    public static boolean isDue(long seed, int percentOfSeeds) {
        return new SeedDraw(seed).percent(percentOfSeeds, "determinism", 0, 0);
    }
}
