package dev.maat.engine.certify.certificate;

import dev.maat.engine.Deployments;
import dev.maat.engine.certify.certificate.Certificate.PropertyTotal;
import dev.maat.engine.certify.certificate.Certificate.ShareResult;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The sentences of a certificate that decide nothing: what it is about, what watching cost, what was run again. */
final class Remarks {
    private static final int MAX_NOT_REACHED = 100;
    private static final int KIBI = 1_024;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double PERCENT = 100;

    private final Plan plan;
    private final List<RunRecord> records;
    private final Measured measured;

    Remarks(Plan plan, List<RunRecord> records, Measured measured) {
        this.plan = plan;
        this.records = List.copyOf(records);
        this.measured = measured;
    }

    List<String> scope(
            List<ShareResult> shares, List<PropertyTotal> properties, Map<String, Map<String, Long>> coverage) {
        List<String> scope = new ArrayList<>();
        if (measured.ended().equals(Measured.INTERRUPTED)) {
            scope.add(
                    "interrupted after " + records.size() + " of " + plan.runs().size() + " runs");
        }
        if (measured.sittings().size() > 1) {
            scope.add("made in " + measured.sittings().size()
                    + " sittings, since the certification was interrupted and resumed: "
                    + measured.sittings().stream()
                            .map(one -> (one.runs() == 1 ? "1 run" : one.runs() + " runs") + " in the one of "
                                    + one.began())
                            .collect(Collectors.joining(", ")));
            measured.sittings().stream()
                    .filter(one -> !one.differences().isEmpty())
                    .forEach(one -> scope.add("the sitting of " + one.began() + " differed from the first one in what"
                            + " its runs depended on: " + String.join("; ", one.differences())));
        }
        for (ShareResult share : Certificate.summary(shares)) {
            scope.add("for " + share.deployment() + " over " + share.transport() + ": " + share.counted() + " runs of "
                    + share.source() + " count"
                    + (share.notReached() > 0 ? ", " + share.notReached() + " did not reach their situation" : ""));
        }
        records.stream()
                .filter(RunRecord::notReached)
                .limit(MAX_NOT_REACHED)
                .forEach(record ->
                        scope.add("run " + record.run() + ", " + record.source() + " in " + record.deployment()
                                + " over " + record.transport() + ", proves nothing of its case: " + record.reason()));
        scope.add(
                coverage.isEmpty()
                        ? "no fault had an effect"
                        : "under faults that had an effect: " + String.join(", ", coverage.keySet()));
        scope.addAll(untold(properties));
        scope.addAll(new Exercise(plan, records).missing());
        return scope;
    }

    /** The properties of which no history tells: of none at all, or of none of one deployment. */
    private List<String> untold(List<PropertyTotal> properties) {
        List<String> lines = new ArrayList<>();
        Set<String> everywhere = untoldOf(properties);
        if (!everywhere.isEmpty()) {
            lines.add("no history tells of " + String.join(", ", everywhere)
                    + ", so the certificate says nothing about it");
        }
        for (String deployment : plan.deployments()) {
            Set<String> there = untoldOf(PropertyTotals.of(
                    plan,
                    records.stream()
                            .filter(record -> record.deployment().equals(deployment))
                            .toList()));
            there.removeAll(everywhere);
            if (!there.isEmpty()) {
                lines.add("no history in " + deployment + " tells of " + String.join(", ", there)
                        + ", so the certificate says nothing about it there");
            }
        }
        return lines;
    }

    private static Set<String> untoldOf(List<PropertyTotal> properties) {
        return properties.stream()
                .filter(property -> property.exercised().equals("inapplicable"))
                .map(PropertyTotal::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<String> observer() {
        Map<String, Cost> byDeployment = new TreeMap<>();
        for (RunRecord record : records) {
            byDeployment.merge(record.deployment(), Cost.of(record), Cost::plus);
        }
        List<String> lines = new ArrayList<>();
        byDeployment.forEach((deployment, cost) -> lines.add(cost.words(deployment, measured.nanosPerLine())));
        return lines;
    }

    /** The evidence of runs, and the time of their processes together. */
    private record Cost(long runs, long bytes, long lines, long processNanos) {
        static Cost of(RunRecord record) {
            Derived derived = record.derived();
            return new Cost(
                    1, record.rawBytes(), derived.events(), derived.spanNanos() * Math.max(1, derived.processes()));
        }

        Cost plus(Cost more) {
            return new Cost(runs + more.runs, bytes + more.bytes, lines + more.lines, processNanos + more.processNanos);
        }

        String words(String deployment, long nanosPerLine) {
            String size = String.format(
                    Locale.ROOT,
                    "%s: %,d lines and %,d kB of evidence a run",
                    deployment,
                    lines / runs,
                    bytes / runs / KIBI);
            return size
                    + (Deployments.isDeterministic(deployment)
                            ? "; it costs the group nothing, because virtual time stands still meanwhile"
                            : String.format(
                                    Locale.ROOT,
                                    "; a line costs %.1f \u00b5s here, so about %.2f %% of a process's time",
                                    nanosPerLine / NANOS_PER_MICRO,
                                    processNanos == 0 ? 0 : PERCENT * nanosPerLine * lines / processNanos));
        }
    }

    List<String> repeats() {
        List<String> lines = new ArrayList<>();
        if (!measured.replays().isEmpty()) {
            long equal =
                    measured.replays().stream().filter(Measured.Replay::equal).count();
            lines.add(equal + " of " + measured.replays().size()
                    + " simulated runs that were made twice had the same history to the byte");
        }
        List<String> alone = records.stream()
                .filter(record -> !record.told().setAside().isEmpty())
                .map(record -> Integer.toString(record.run()))
                .toList();
        if (!alone.isEmpty()) {
            lines.add((alone.size() == 1
                            ? "1 live run proved nothing beside others and was made again alone, once: "
                            : alone.size()
                                    + " live runs proved nothing beside others and were made again alone, each once: ")
                    + String.join(", ", alone));
        }
        measured.recurrences()
                .forEach(one -> lines.add("the violation of " + one.property() + " in run " + one.run()
                        + " came back in " + one.violated() + " of " + one.runs() + " further runs of its scenario"));
        measured.shrunk()
                .forEach(one -> lines.add("the scenario of run " + one.run() + " was made smaller, with "
                        + one.property()
                        + " still violated in the same way: " + one.before() + " \u2192 " + one.after() + ", in "
                        + one.entry()
                        + (one.minimal()
                                ? "; no single part of it can go"
                                : "; the search ended early, and 'maat shrink' may find less")));
        return lines;
    }
}
