package dev.maat.engine.certify;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

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
                        "no violation in %,d runs: with 95 %% confidence, a run drawn like these shows one with a chance"
                                + " below %.3g (1 - 0.05^(1/%d); rule of three: %.3g)",
                        runs,
                        Confidence.bound(runs),
                        runs,
                        Math.min(1, 3.0 / runs))
                + liveness(runs);
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

    /** Where there are several deployments or transports: the properties that one of them did not exercise enough by itself. */
    List<String> missing(List<Certificate.PropertyTotal> properties) {
        Map<List<String>, List<RunRecord>> places = new LinkedHashMap<>();
        plan.shares().forEach(share -> places.put(List.of(share.deployment(), share.transport()), new ArrayList<>()));
        for (RunRecord record : records) {
            if (record.counts()) {
                places.computeIfAbsent(List.of(record.deployment(), record.transport()), absent -> new ArrayList<>())
                        .add(record);
            }
        }
        List<String> lines = new ArrayList<>();
        if (places.size() > 1) {
            places.forEach((place, own) -> {
                List<String> few = properties.stream()
                        .filter(property -> property.wasExercised() && !isEnough(property.id(), own))
                        .map(Certificate.PropertyTotal::id)
                        .toList();
                if (!few.isEmpty()) {
                    lines.add("in " + String.join(" over ", place) + " alone not exercised enough: "
                            + String.join(", ", few));
                }
            });
        }
        return lines;
    }

    private static boolean isEnough(String property, List<RunRecord> records) {
        long atRisk = 0;
        Set<Long> seeds = new HashSet<>();
        for (RunRecord record : records) {
            for (Derived.Property one : record.derived().properties()) {
                if (one.id().equals(property) && one.atRisk() > 0) {
                    atRisk += one.atRisk();
                    seeds.add(record.seed());
                }
            }
        }
        return atRisk >= Certificate.MIN_AT_RISK && seeds.size() >= Certificate.MIN_SEEDS;
    }
}
