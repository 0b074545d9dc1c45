package dev.maat.engine.certify.certificate;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How far runs could have shown a violation: a bound speaks of no other runs, and what one deployment shows is not seen in another. */
final class Exercise {
    private final Plan plan;
    private final List<RunRecord> records;

    Exercise(Plan plan, List<RunRecord> records) {
        this.plan = plan;
        this.records = List.copyOf(records);
    }

    /** Counted runs in which a property was at risk. */
    static int runs(List<RunRecord> records) {
        return (int) records.stream().filter(Exercise::isExercised).count();
    }

    private static boolean isExercised(RunRecord record) {
        return record.counts() && record.verdict() != Verdict.NOT_EXERCISED;
    }

    /** The confidence of runs of which none is violated, one sentence. */
    String confidence() {
        int runs = runs(records);
        if (runs == 0) {
            return "no run counts in which a property was at risk, so nothing is known";
        }
        return String.format(
                        Locale.ROOT,
                        "no violation in %,d runs: with 95 %% confidence, a run drawn like these shows one with a"
                                + " chance below %.3g (1 - 0.05^(1/%d); rule of three: %.3g)",
                        runs,
                        Confidence.bound(runs),
                        runs,
                        Math.min(1, 3.0 / runs))
                + leastExercised()
                + liveness(runs);
    }

    /** A bound on all properties together says little of one that few of the runs put at risk. */
    private String leastExercised() {
        return PropertyTotals.of(plan, records).stream()
                .filter(property -> !property.exercised().equals("inapplicable"))
                .min(Comparator.comparingInt(Certificate.PropertyTotal::exercisedRuns))
                .map(least -> String.format(
                        Locale.ROOT,
                        "; the fewest of them exercised %s: %,d, so of it below %.3g",
                        least.id(),
                        least.exercisedRuns(),
                        least.below()))
                .orElse("");
    }

    private String liveness(int runs) {
        ProfileId profile = ProfileId.named(plan.profile());
        boolean asked = profile != null
                && profile.properties(isPartitionable()).stream().anyMatch(PropertyId::liveness);
        int live = (int) records.stream()
                .filter(record -> isExercised(record)
                        && record.derived().properties().stream().anyMatch(Exercise::isLiveness))
                .count();
        if (!asked || live == runs) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "; liveness was asked in %,d of them, since the others could lose their quorum: below %.3g",
                live,
                Confidence.bound(live));
    }

    private static boolean isLiveness(Derived.Property property) {
        PropertyId id = PropertyId.named(property.id());
        return id != null && id.liveness() && property.atRisk() > 0;
    }

    private boolean isPartitionable() {
        return plan.membership().equals("partitionable");
    }

    /** Where a deployment has several transports: the properties that one of them did not exercise enough by itself. */
    List<String> missing() {
        List<String> lines = new ArrayList<>();
        for (String deployment : plan.deployments()) {
            List<String> transports = plan.shares().stream()
                    .filter(share -> share.deployment().equals(deployment))
                    .map(Share::transport)
                    .distinct()
                    .toList();
            for (String transport : transports.size() > 1 ? transports : List.<String>of()) {
                addMissing(deployment, transport, lines);
            }
        }
        return lines;
    }

    private void addMissing(String deployment, String transport, List<String> lines) {
        List<RunRecord> there = records.stream()
                .filter(record -> record.deployment().equals(deployment))
                .toList();
        Set<String> enough = ids(there);
        enough.removeAll(ids(there.stream()
                .filter(record -> record.transport().equals(transport))
                .toList()));
        if (!enough.isEmpty()) {
            lines.add("in " + deployment + " over " + transport + " alone not exercised enough: "
                    + String.join(", ", enough));
        }
    }

    /** The properties that these runs exercised enough. */
    private Set<String> ids(List<RunRecord> some) {
        return PropertyTotals.of(plan, some).stream()
                .filter(Certificate.PropertyTotal::wasExercised)
                .map(Certificate.PropertyTotal::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
