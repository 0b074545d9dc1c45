package dev.maat.engine.hunt;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.campaign.SeedResult;
import dev.maat.engine.run.FaultCoverage;
import dev.maat.engine.run.RunCounts;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Counts over seeds of one configuration, or of many. Sums do not depend on the order in which they are added up. */
public final class Tally {
    /**
     * One property over all runs.
     *
     * @param runsAtRisk runs with a case at risk
     */
    public record PropertyTally(
            long applicable, long atRisk, long violations, long runsViolated, long runsUnknown, long runsAtRisk) {
        PropertyTally plus(PropertyTally more) {
            return new PropertyTally(
                    applicable + more.applicable,
                    atRisk + more.atRisk,
                    violations + more.violations,
                    runsViolated + more.runsViolated,
                    runsUnknown + more.runsUnknown,
                    runsAtRisk + more.runsAtRisk);
        }

        private static PropertyTally of(PropertyResult result) {
            return new PropertyTally(
                    result.applicable(),
                    result.atRisk(),
                    result.violations(),
                    result.verdict() == Verdict.VIOLATED ? 1 : 0,
                    result.verdict() == Verdict.UNKNOWN ? 1 : 0,
                    result.atRisk() > 0 ? 1 : 0);
        }
    }

    /** The counters of runs; one run may count in several. */
    public enum Sort {
        RUNS,
        VIOLATED,
        UNKNOWN,
        HARNESS_FAILED,
        NOT_DETERMINISTIC,
        CHECKED,
        STEERED,
        MAY_LOSE_QUORUM
    }

    private static final Comparator<String> CATALOGUE =
            Comparator.comparingInt(Tally::place).thenComparing(id -> id);

    private final long[] runs = new long[Sort.values().length];
    private final TreeMap<String, PropertyTally> properties = new TreeMap<>(CATALOGUE);
    private RunCounts counts = RunCounts.NOTHING;
    private FaultCoverage coverage = FaultCoverage.NONE;
    private long events;

    private static int place(String id) {
        PropertyId known = PropertyId.judged(id);
        return known == null ? Integer.MAX_VALUE : known.ordinal();
    }

    void add(SeedResult result, boolean steered) {
        add(Sort.RUNS, true);
        add(Sort.STEERED, steered);
        add(Sort.CHECKED, result.checked());
        add(Sort.MAY_LOSE_QUORUM, result.mayLoseQuorum());
        add(Sort.NOT_DETERMINISTIC, result.divergence() != null);
        add(Sort.HARNESS_FAILED, result.harnessFailed());
        boolean violated = !result.harnessFailed() && result.verdict() == Verdict.VIOLATED;
        add(Sort.VIOLATED, violated);
        add(
                Sort.UNKNOWN,
                !result.harnessFailed() && !violated && result.verdict().exitCode() != 0);
        for (PropertyResult property : result.properties()) {
            if (result.claimed().contains(property.id())) {
                properties.merge(property.id(), PropertyTally.of(property), PropertyTally::plus);
            }
        }
        counts = counts.plus(result.counts());
        coverage = coverage.plus(result.coverage());
        events += result.events();
    }

    private void add(Sort sort, boolean one) {
        runs[sort.ordinal()] += one ? 1 : 0;
    }

    /** Adds another tally to this one. */
    void add(Tally more) {
        for (Sort sort : Sort.values()) {
            runs[sort.ordinal()] += more.of(sort);
        }
        more.properties.forEach((id, tally) -> properties.merge(id, tally, PropertyTally::plus));
        counts = counts.plus(more.counts);
        coverage = coverage.plus(more.coverage);
        events += more.events;
    }

    void set(Sort sort, long number) {
        runs[sort.ordinal()] = number;
    }

    void set(String property, PropertyTally tally) {
        properties.put(property, tally);
    }

    void set(RunCounts newCounts, FaultCoverage newCoverage, long newEvents) {
        counts = newCounts;
        coverage = newCoverage;
        events = newEvents;
    }

    /** The number of runs of a sort. */
    public long of(Sort sort) {
        return runs[sort.ordinal()];
    }

    /** The claimed properties, in the catalogue's order. */
    public Map<String, PropertyTally> properties() {
        return properties;
    }

    public RunCounts counts() {
        return counts;
    }

    public FaultCoverage coverage() {
        return coverage;
    }

    public long events() {
        return events;
    }
}
