package dev.maat.engine.campaign;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.RunCounts;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What became of one seed.
 *
 * @param reason the first reason of the verdict; empty if it needs none
 * @param properties every judged property, as {@link dev.maat.checkers.Judgement#properties()}
 * @param claimed ids of those that the verdict is about
 * @param harnessFailed whether the harness could not go on
 * @param interrupted whether the run was broken off
 * @param checked whether the seed was run twice
 * @param divergence where the second run differs from the first; null if it does not
 * @param directory the run directory; null if it was not kept
 */
public record SeedResult(
        long seed,
        Verdict verdict,
        String reason,
        List<PropertyResult> properties,
        Set<String> claimed,
        RunCounts counts,
        long events,
        long tookNanos,
        boolean harnessFailed,
        boolean interrupted,
        boolean checked,
        @Nullable String divergence,
        @Nullable Path directory) {

    static SeedResult of(JudgedRun run, boolean checked, @Nullable String divergence, Path directory) {
        List<String> reasons = run.judgement().reasons();
        return new SeedResult(
                run.scenario().seed(),
                run.judgement().verdict(),
                reasons.isEmpty() ? "" : reasons.get(0),
                run.judgement().properties(),
                run.claimed(),
                run.counts(),
                run.judgement().events(),
                run.tookNanos(),
                run.harnessFailed(),
                run.result().wasInterrupted(),
                checked,
                divergence,
                directory);
    }

    /** Nothing to look at again. */
    public boolean passed() {
        return divergence == null
                && !harnessFailed
                && switch (verdict) {
                    case HOLDS, NOT_EXERCISED -> true;
                    case VIOLATED, UNKNOWN, INAPPLICABLE -> false;
                };
    }

    SeedResult notKept() {
        return new SeedResult(
                seed,
                verdict,
                reason,
                properties,
                claimed,
                counts,
                events,
                tookNanos,
                harnessFailed,
                interrupted,
                checked,
                divergence,
                null);
    }
}
