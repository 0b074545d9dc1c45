package dev.maat.engine.run;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.online.OnlineJudge;
import org.jspecify.annotations.Nullable;

/** What ends a run that is to stop at a violation. */
public final class FirstViolation {
    private FirstViolation() {}

    /** A violation of something that is claimed as a sentence: what, and when it was seen; null of anything else. */
    public static @Nullable String sentence(PropertyResult told, OnlineJudge judge) {
        if (judge.claimed().stream().noneMatch(claimed -> claimed.id().equals(told.id()))) {
            return null;
        }
        return told.id() + " is violated after " + judge.events() + " events, " + Runs.duration(judge.latestNanos())
                + " into the run: " + told.sentence();
    }
}
