package dev.maat.engine.battery;

import dev.maat.engine.run.ExitCode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The result of one case under one seed.
 *
 * @param reason why it does not hold, or is not for the implementation; empty if it holds
 * @param directory the run directory; null if there was no run, or it was not kept
 * @param tookNanos by the wall clock
 */
public record BatteryResult(
        BatteryCase battery,
        long seed,
        Outcome outcome,
        String reason,
        @Nullable Path directory,
        long tookNanos) {
    /** The outcomes of a case. */
    public enum Outcome {
        /** The run came to its situation, and the claim holds. */
        HOLDS("holds", ExitCode.HOLDS),
        /** A claimed property is violated, whether or not the run came to its situation. */
        VIOLATED("violated", ExitCode.VIOLATED),
        /** The history does not decide the claim. */
        UNKNOWN("unknown", ExitCode.UNKNOWN),
        /** The run did not come to its situation, so it proves nothing of it. */
        NOT_REACHED("not reached", ExitCode.UNKNOWN),
        /** The implementation or the deployment cannot take the case. */
        NOT_FOR("not for it", ExitCode.HOLDS),
        /** The harness failed. */
        HARNESS_FAILED("harness failed", ExitCode.HARNESS_FAILURE);

        private final String word;
        private final int exitCode;

        Outcome(String word, int exitCode) {
            this.word = word;
            this.exitCode = exitCode;
        }

        public String word() {
            return word;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    /** Whether the run needs no second look. */
    boolean passed() {
        return outcome == Outcome.HOLDS || outcome == Outcome.NOT_FOR;
    }

    BatteryResult notKept() {
        return new BatteryResult(battery, seed, outcome, reason, null, tookNanos);
    }
}
