package dev.maat.engine.shrink;

import dev.maat.engine.run.JudgedRun;
import dev.maat.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Runs candidates. */
@FunctionalInterface
public interface Trial {
    /** How a candidate ended. */
    enum Outcome {
        /** The same property is violated in the same way. */
        SAME("violates it in the same way"),
        /** Another violation, of this property or of another one. */
        OTHER("violates something else"),
        PASSES("passes"),
        /** Neither a violation nor a pass. */
        UNKNOWN("is inconclusive"),
        /** There is no such scenario, or the deployment or the implementation refuses it. */
        IMPOSSIBLE("cannot be run");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /**
     * The outcome of a candidate.
     *
     * @param run that shows it; the violating one of several
     */
    record Result(Outcome outcome, @Nullable JudgedRun run) {}

    /**
     * Runs a candidate, once or several times.
     *
     * @throws StoppedException if no further candidate can be run
     */
    Result of(Scenario candidate);

    /** The search ends here, with the smallest scenario so far: the time is over, or the harness failed. */
    final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StoppedException(String why) {
            super(why);
        }

        /** Why, as the end of a sentence. */
        String why() {
            return String.valueOf(getMessage());
        }
    }
}
