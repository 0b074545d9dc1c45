package dev.maat.engine.certify.records;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.engine.certify.plan.BatterySource;
import dev.maat.engine.run.FaultCoverage;
import dev.maat.engine.run.ProtocolPhase;
import dev.maat.faults.FaultKind;
import dev.maat.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The facts that follow from the history of a run alone, so that a verifier can derive them again.
 *
 * @param verdict of the history by its own claims, which are those of the certification
 * @param properties those that the claims ask for
 * @param coverage faults that had an effect: kind, then the phase in which it began, then how many
 * @param writableNanos how long a quorum of the newest primary view could multicast
 * @param notReached of a case of the battery: what its run had to come to and did not
 * @param spanNanos the time that {@code writableNanos} is a part of
 */
public record Derived(
        String verdict,
        List<String> reasons,
        List<Property> properties,
        Map<String, Map<String, Long>> coverage,
        long writableNanos,
        long spanNanos,
        long events,
        int processes,
        List<String> notReached) {
    private static final int MAX_REASONS = 10;

    public Derived {
        reasons = List.copyOf(reasons);
        properties = List.copyOf(properties);
        notReached = List.copyOf(notReached);
        Map<String, Map<String, Long>> copy = new TreeMap<>();
        coverage.forEach((kind, row) -> copy.put(kind, new TreeMap<>(row)));
        coverage = copy;
    }

    /** One property, as {@link PropertyResult} has it. */
    public record Property(
            String id,
            String verdict,
            long applicable,
            long atRisk,
            long violations,
            boolean withoutWeight,
            String sentence) {
        static Property of(PropertyResult result) {
            return new Property(
                    result.id(),
                    result.verdict().word(),
                    result.applicable(),
                    result.atRisk(),
                    result.violations(),
                    result.withoutWeight(),
                    result.sentence());
        }

        public boolean isViolated() {
            return verdict.equals(Verdict.VIOLATED.word());
        }
    }

    /** Derives everything from the history of a run of a source. */
    public static Derived of(String source, Scenario scenario, History history) {
        return of(history, Judge.judge(history), BatterySource.notReached(source, scenario, history));
    }

    /** Derives everything from a folder of log files. A folder that holds no history is unknown. */
    public static Derived ofFolder(String source, Scenario scenario, Path folder) {
        try {
            return of(source, scenario, Histories.read(folder));
        } catch (HistoryInputException noHistory) {
            return unreadable("the files are not a history: " + noHistory.reason());
        }
    }

    /** The same of a run whose scenario is not known. */
    public static Derived ofFolder(Path folder) {
        try {
            History history = Histories.read(folder);
            return of(history, Judge.judge(history), List.of());
        } catch (HistoryInputException noHistory) {
            return unreadable("the files are not a history: " + noHistory.reason());
        }
    }

    /** Of a run whose history could not be packed. */
    public static final Derived LOST = unreadable("its history could not be packed");

    /** Nothing is known of a run whose history cannot be read. */
    public static Derived unreadable(String why) {
        return new Derived(Verdict.UNKNOWN.word(), List.of(why), List.of(), Map.of(), 0, 0, 0, 0, List.of());
    }

    private static Derived of(History history, Judgement judgement, List<String> notReached) {
        Set<String> claimed = judgement.claimedIds(history);
        List<Property> properties = new ArrayList<>();
        for (PropertyResult result : judgement.properties()) {
            if (claimed.contains(result.id())) {
                properties.add(Property.of(result));
            }
        }
        WritableTime writable = WritableTime.of(history);
        return new Derived(
                judgement.verdict().word(),
                judgement.reasons().stream().limit(MAX_REASONS).toList(),
                properties,
                coverage(FaultCoverage.of(history)),
                writable.writableNanos(),
                writable.spanNanos(),
                history.eventCount(),
                history.logs().size(),
                notReached);
    }

    private static Map<String, Map<String, Long>> coverage(FaultCoverage faults) {
        Map<String, Map<String, Long>> table = new TreeMap<>();
        for (FaultKind kind : faults.kinds()) {
            Map<String, Long> row = new TreeMap<>();
            for (ProtocolPhase phase : ProtocolPhase.values()) {
                if (faults.count(kind, phase) > 0) {
                    row.put(phase.word(), faults.count(kind, phase));
                }
            }
            table.put(kind.word(), row);
        }
        return table;
    }

    /** The same with what was not reached as somebody else told it. */
    public Derived withNotReached(List<String> told) {
        return new Derived(verdict, reasons, properties, coverage, writableNanos, spanNanos, events, processes, told);
    }

    public boolean isViolated() {
        return verdict.equals(Verdict.VIOLATED.word());
    }

    /** The properties that are violated. */
    public List<Property> violated() {
        return properties.stream().filter(Property::isViolated).toList();
    }
}
