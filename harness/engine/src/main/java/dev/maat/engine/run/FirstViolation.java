package dev.maat.engine.run;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.online.OnlineJudge;
import org.jspecify.annotations.Nullable;

/** Decides which violation ends a run that stops at violations. */
public final class FirstViolation {
    private FirstViolation() {}

    /**
     * The violation of a claimed property as a sentence that also says when it was seen; null for a property that is not claimed.
     */
    public static @Nullable String sentence(PropertyResult violated, OnlineJudge judge) {
        if (judge.claimed().stream().noneMatch(claimed -> claimed.id().equals(violated.id()))) {
            return null;
        }
        return violated.id() + " is violated after " + judge.events() + " events, "
                + Quantities.duration(judge.latestNanos()) + " into the run: " + violated.sentence();
    }
}
