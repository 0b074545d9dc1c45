package dev.maat.engine.campaign;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.run.FaultCoverage;
import dev.maat.engine.run.RunCounts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The totals of a campaign.
 *
 * @param runs the number of seeds that were run and judged
 * @param violated seeds with a violated verdict
 * @param unknown seeds with an unknown verdict
 * @param harnessFailures seeds whose run the harness could not finish
 * @param notDeterministic seeds whose second run differed from the first
 * @param properties the claimed properties, summed over all runs, in the catalogue's order
 * @param beyond the violated properties that are not claimed, in the catalogue's order; they decide nothing
 * @param counts sums over all runs
 * @param coverage the phases in which faults began, summed over all runs
 * @param mayLoseQuorum the number of seeds whose plan may cost the group its quorum
 * @param events the number of events in all histories
 * @param virtualNanos how long all runs lasted, by the clocks of their histories
 * @param checked the number of seeds that were run twice
 * @param interrupted whether the campaign was interrupted
 * @param tookNanos by the wall clock
 */
public record Totals(
        int runs,
        List<Long> violated,
        List<Long> unknown,
        List<Long> harnessFailures,
        List<Long> notDeterministic,
        List<PropertyTotal> properties,
        List<BeyondTotal> beyond,
        RunCounts counts,
        FaultCoverage coverage,
        int mayLoseQuorum,
        long events,
        long virtualNanos,
        int checked,
        boolean interrupted,
        long tookNanos) {
    private static final double NANOS_PER_MINUTE = 60e9;

    /**
     * One property over all runs.
     *
     * @param applicable the number of cases
     * @param atRisk the number of cases at risk
     * @param violations the number of broken cases
     * @param violatedRuns runs with a broken case
     * @param unknownRuns runs whose history does not decide the property
     * @param exercisedRuns runs with a case at risk
     */
    public record PropertyTotal(
            String id,
            long applicable,
            long atRisk,
            long violations,
            int violatedRuns,
            int unknownRuns,
            int exercisedRuns) {
        PropertyTotal plus(PropertyResult result) {
            return new PropertyTotal(
                    id,
                    applicable + result.applicable(),
                    atRisk + result.atRisk(),
                    violations + result.violations(),
                    violatedRuns + (result.verdict() == Verdict.VIOLATED ? 1 : 0),
                    unknownRuns + (result.verdict() == Verdict.UNKNOWN ? 1 : 0),
                    exercisedRuns + (result.atRisk() > 0 ? 1 : 0));
        }
    }

    /**
     * A property that is violated although it is not claimed, over all runs.
     *
     * @param violations the number of broken cases
     * @param violatedRuns runs with a broken case
     * @param firstSeed the first seed of such a run
     */
    public record BeyondTotal(String id, long violations, int violatedRuns, long firstSeed) {
        BeyondTotal plus(BeyondTotal later) {
            return new BeyondTotal(id, violations + later.violations, violatedRuns + later.violatedRuns, firstSeed);
        }
    }

    public long schedulesPerMinute() {
        return tookNanos == 0 ? 0 : Math.round(runs * NANOS_PER_MINUTE / tookNanos);
    }

    /** The verdict on all runs together: violated outranks unknown, and unknown outranks holds. */
    public Verdict verdict() {
        if (!violated.isEmpty()) {
            return Verdict.VIOLATED;
        }
        if (!unknown.isEmpty()
                || !harnessFailures.isEmpty()
                || !notDeterministic.isEmpty()
                || interrupted
                || runs == 0) {
            return Verdict.UNKNOWN;
        }
        return properties.stream().anyMatch(property -> property.atRisk > 0) ? Verdict.HOLDS : Verdict.NOT_EXERCISED;
    }

    /** Adds up results; not thread-safe. */
    static final class Sum {
        private int runs;
        private final List<Long> violated = new ArrayList<>();
        private final List<Long> unknown = new ArrayList<>();
        private final List<Long> harnessFailures = new ArrayList<>();
        private final List<Long> notDeterministic = new ArrayList<>();
        private final Map<String, PropertyTotal> properties = new LinkedHashMap<>();
        private final Map<PropertyId, BeyondTotal> beyond = new EnumMap<>(PropertyId.class);
        private RunCounts counts = RunCounts.NOTHING;
        private FaultCoverage coverage = FaultCoverage.NONE;
        private int mayLoseQuorum;
        private long events;
        private long virtualNanos;
        private int checked;

        void add(SeedResult result) {
            runs++;
            events += result.events();
            virtualNanos += result.virtualNanos();
            counts = counts.plus(result.counts());
            coverage = coverage.plus(result.coverage());
            mayLoseQuorum += result.mayLoseQuorum() ? 1 : 0;
            checked += result.checked() ? 1 : 0;
            if (result.harnessFailed()) {
                harnessFailures.add(result.seed());
            } else if (result.verdict() == Verdict.VIOLATED) {
                violated.add(result.seed());
            } else if (result.verdict().exitCode() != 0) {
                unknown.add(result.seed());
            }
            if (result.divergence() != null) {
                notDeterministic.add(result.seed());
            }
            for (PropertyResult property : result.properties()) {
                if (result.claimed().contains(property.id())) {
                    properties.merge(
                            property.id(),
                            new PropertyTotal(property.id(), 0, 0, 0, 0, 0, 0).plus(property),
                            (before, one) -> before.plus(property));
                } else if (property.verdict() == Verdict.VIOLATED) {
                    PropertyId id = Objects.requireNonNull(PropertyId.judged(property.id()));
                    beyond.merge(
                            id,
                            new BeyondTotal(property.id(), property.violations(), 1, result.seed()),
                            BeyondTotal::plus);
                }
            }
        }

        Totals total(boolean interrupted, long tookNanos) {
            return new Totals(
                    runs,
                    List.copyOf(violated),
                    List.copyOf(unknown),
                    List.copyOf(harnessFailures),
                    List.copyOf(notDeterministic),
                    List.copyOf(properties.values()),
                    List.copyOf(beyond.values()),
                    counts,
                    coverage,
                    mayLoseQuorum,
                    events,
                    virtualNanos,
                    checked,
                    interrupted,
                    tookNanos);
        }
    }
}
