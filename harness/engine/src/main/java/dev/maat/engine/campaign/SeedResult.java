package dev.maat.engine.campaign;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.run.FaultCoverage;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.RunCounts;
import dev.maat.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result of one seed.
 *
 * @param reason the first reason for the verdict, and the cause of a standstill; empty if it needs none
 * @param properties every judged property, as {@link dev.maat.checkers.Judgement#properties()}
 * @param claimed ids of the properties that the verdict is about
 * @param coverage the phases in which faults began
 * @param mayLoseQuorum whether the plan may cost the group its quorum
 * @param virtualNanos how long the run lasted by the clock of its history
 * @param harnessFailed whether the harness failed during the run
 * @param interrupted whether the run was interrupted
 * @param checked whether the seed was run twice
 * @param divergence the first difference between the two runs of the seed; null if there is none
 * @param directory the run directory; null if it was not kept
 */
public record SeedResult(
        long seed,
        Verdict verdict,
        String reason,
        List<PropertyResult> properties,
        Set<String> claimed,
        RunCounts counts,
        FaultCoverage coverage,
        boolean mayLoseQuorum,
        long events,
        long tookNanos,
        long virtualNanos,
        boolean harnessFailed,
        boolean interrupted,
        boolean checked,
        @Nullable String divergence,
        @Nullable Path directory) {

    static SeedResult of(JudgedRun run, boolean checked, @Nullable String divergence, Path directory) {
        return new SeedResult(
                run.scenario().seed(),
                run.judgement().verdict(),
                run.lead(),
                run.judgement().properties(),
                run.claimed(),
                run.counts(),
                run.coverage(),
                run.scenario().plan().mayLoseQuorum(),
                run.judgement().events(),
                run.tookNanos(),
                run.history().endNanos(),
                run.harnessFailed(),
                run.result().wasInterrupted(),
                checked,
                divergence,
                directory);
    }

    /** A run whose history cannot be judged: its seed is unknown. */
    static SeedResult unreadable(Scenario scenario, HistoryInputException why, long tookNanos, Path directory) {
        return new SeedResult(
                scenario.seed(),
                Verdict.UNKNOWN,
                "its history cannot be judged: " + why.getMessage(),
                List.of(),
                Set.of(),
                RunCounts.NOTHING,
                FaultCoverage.NONE,
                scenario.plan().mayLoseQuorum(),
                0,
                tookNanos,
                0,
                false,
                false,
                false,
                null,
                directory);
    }

    /** Whether the run needs no second look: it replayed where that was checked, and nothing failed or broke. */
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
                coverage,
                mayLoseQuorum,
                events,
                tookNanos,
                virtualNanos,
                harnessFailed,
                interrupted,
                checked,
                divergence,
                null);
    }
}
