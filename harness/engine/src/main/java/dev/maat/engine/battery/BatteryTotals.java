package dev.maat.engine.battery;

import dev.maat.engine.battery.BatteryResult.Outcome;
import dev.maat.engine.run.ExitCode;
import java.util.List;

/**
 * The results of a battery.
 *
 * @param results in the order of the cases, then of the seeds
 * @param interrupted whether it was interrupted, so that results are missing
 */
public record BatteryTotals(List<BatteryResult> results, boolean interrupted, long tookNanos) {
    public BatteryTotals {
        results = List.copyOf(results);
    }

    public long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** Violated outranks a failure of the harness, which outranks what is not decided; a battery none of whose cases ran decides nothing. */
    public int exitCode() {
        if (count(Outcome.VIOLATED) > 0) {
            return ExitCode.VIOLATED;
        }
        if (count(Outcome.HARNESS_FAILED) > 0) {
            return ExitCode.HARNESS_FAILURE;
        }
        boolean decided = !interrupted && count(Outcome.HOLDS) > 0;
        return decided && count(Outcome.UNKNOWN) + count(Outcome.NOT_REACHED) == 0 ? ExitCode.HOLDS : ExitCode.UNKNOWN;
    }
}
