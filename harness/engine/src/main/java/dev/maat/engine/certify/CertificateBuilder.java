package dev.maat.engine.certify;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.Deployments;
import dev.maat.engine.certify.Certificate.PropertyTotal;
import dev.maat.engine.certify.Certificate.ShareResult;
import dev.maat.engine.certify.Certificate.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds a certificate. The same plan, records, measurements and kill matrix give the same certificate, to the byte. */
final class CertificateBuilder {
    /** So many runs of a share may be unknown before nothing can be concluded from it. */
    private static final int MAX_UNKNOWN_PERCENT = 5;

    private static final int PERCENT = 100;
    private static final int MAX_VIOLATIONS = 200;
    private static final int MAX_NOT_REACHED = 100;

    private final Plan plan;
    private final List<RunRecord> records;
    private final Measured measured;
    private final KillMatrix kills;

    CertificateBuilder(Plan plan, List<RunRecord> records, Measured measured, KillMatrix kills) {
        this.plan = plan;
        this.records = List.copyOf(records);
        this.measured = measured;
        this.kills = kills;
    }

    Certificate build() {
        List<PropertyTotal> properties = properties();
        List<ShareResult> shares = shares();
        List<Violation> violations = violations();
        List<String> open = openQuestions(shares, properties);
        Outcome outcome =
                !violations.isEmpty() ? Outcome.REFUSED : open.isEmpty() ? Outcome.CERTIFIED : Outcome.INCONCLUSIVE;
        List<String> reasons =
                switch (outcome) {
                    case CERTIFIED -> List.of();
                    case REFUSED -> firstOfEachProperty(violations);
                    case INCONCLUSIVE -> open;
                };
        Map<String, Map<String, Long>> coverage = coverage();
        return new Certificate(
                Certificate.FORMAT,
                Certificate.VERSION,
                outcome.word(),
                reasons,
                scope(shares, properties, coverage),
                plan.implementation(),
                plan.implementationVersion(),
                plan.profile(),
                plan.ordering(),
                plan.delivery(),
                plan.claims(),
                !covers(plan.claims(), plan.profile()),
                plan.level(),
                plan.masterSeed(),
                plan.maat(),
                measured.date(),
                shares,
                properties,
                coverage,
                confidence(shares),
                observer(),
                repeats(),
                violations,
                kills.rows(),
                measured.environment(),
                plan.digests());
    }

    /** Whether one of the claimed profiles is the profile, or contains it. */
    static boolean covers(List<String> claims, String profile) {
        return claims.stream().anyMatch(claim -> contains(ProfileId.named(claim), profile));
    }

    private static boolean contains(@Nullable ProfileId claimed, String profile) {
        return claimed != null
                && (claimed.id().equals(profile)
                        || claimed.contained().stream().anyMatch(part -> contains(part, profile)));
    }

    private List<PropertyTotal> properties() {
        boolean partitionable = plan.membership().equals("partitionable");
        ProfileId profile = ProfileId.named(plan.profile());
        List<PropertyTotal> totals = new ArrayList<>();
        for (PropertyId property : profile == null ? List.<PropertyId>of() : profile.properties(partitionable)) {
            totals.add(total(property));
        }
        return totals;
    }

    private PropertyTotal total(PropertyId property) {
        long applicable = 0;
        long atRisk = 0;
        int violated = 0;
        int unknown = 0;
        boolean toldOf = false;
        Set<Long> seeds = new HashSet<>();
        for (RunRecord record : records) {
            for (Derived.Property one : record.derived().properties()) {
                if (!record.counts() || !one.id().equals(property.id())) {
                    continue;
                }
                applicable += one.applicable();
                atRisk += one.atRisk();
                violated += one.isViolated() ? 1 : 0;
                unknown += one.verdict().equals(Verdict.UNKNOWN.word()) ? 1 : 0;
                toldOf |= !one.verdict().equals(Verdict.INAPPLICABLE.word()) || !one.withoutWeight();
                if (one.atRisk() > 0) {
                    seeds.add(record.seed());
                }
            }
        }
        boolean enough = atRisk >= Certificate.MIN_AT_RISK && seeds.size() >= Certificate.MIN_SEEDS;
        boolean inapplicable = !toldOf && records.stream().anyMatch(RunRecord::counts);
        return new PropertyTotal(
                property.id(),
                property.definition(),
                applicable,
                atRisk,
                seeds.size(),
                violated,
                unknown,
                enough ? "yes" : inapplicable ? "inapplicable" : "no");
    }

    private List<ShareResult> shares() {
        List<ShareResult> results = new ArrayList<>();
        for (Share share : plan.shares()) {
            List<RunRecord> own = records.stream()
                    .filter(record -> record.source().equals(share.source())
                            && record.deployment().equals(share.deployment())
                            && record.transport().equals(share.transport()))
                    .toList();
            int counted = (int) own.stream().filter(RunRecord::counts).count();
            int notReached = (int) own.stream().filter(RunRecord::notReached).count();
            int violated = (int) own.stream()
                    .filter(record -> record.verdict() == Verdict.VIOLATED)
                    .count();
            long writable =
                    own.stream().mapToLong(one -> one.derived().writableNanos()).sum();
            long span = own.stream().mapToLong(one -> one.derived().spanNanos()).sum();
            results.add(new ShareResult(
                    share.source(),
                    share.deployment(),
                    share.transport(),
                    share.seeds().size(),
                    own.size(),
                    counted,
                    violated,
                    own.size() - counted - notReached,
                    notReached,
                    violated > 0 ? 1 : Confidence.bound(Exercise.runs(own)),
                    span == 0 ? -1 : Math.round(PERCENT * 10.0 * writable / span) / 10.0,
                    own.stream().mapToLong(one -> one.derived().events()).sum()));
        }
        return results;
    }

    private List<Violation> violations() {
        List<Violation> found = new ArrayList<>();
        for (RunRecord record : records) {
            if (record.verdict() != Verdict.VIOLATED) {
                continue;
            }
            for (Derived.Property property : record.derived().violated()) {
                if (found.size() < MAX_VIOLATIONS) {
                    found.add(new Violation(
                            record.run(),
                            record.seed(),
                            record.source(),
                            record.deployment(),
                            record.transport(),
                            property.id(),
                            property.sentence(),
                            witness(record.run(), property.id())));
                }
            }
        }
        return found;
    }

    private String witness(int run, String property) {
        return measured.witnesses().stream()
                .filter(one -> one.run() == run && one.property().equals(property))
                .map(Measured.Witness::entry)
                .findFirst()
                .orElse("");
    }

    private static List<String> firstOfEachProperty(List<Violation> violations) {
        Set<String> seen = new HashSet<>();
        return violations.stream()
                .filter(violation -> seen.add(violation.property()))
                .map(violation -> violation.property() + ": " + violation.sentence() + " (run " + violation.run()
                        + ", seed " + violation.seed() + ", " + violation.deployment() + " over "
                        + violation.transport() + ")")
                .toList();
    }

    /** What stands between these runs and a certificate. */
    private List<String> openQuestions(List<ShareResult> shares, List<PropertyTotal> properties) {
        List<String> open = new ArrayList<>();
        if (measured.ended().equals(Measured.INTERRUPTED)) {
            open.add("the certification was interrupted");
        }
        if (measured.ended().equals(Measured.FULL)) {
            open.add("the bundle is full and takes no further run");
        }
        if (shares.isEmpty()) {
            open.add("this machine can run none of the deployments that the implementation offers");
        }
        for (ShareResult share : Certificate.summary(shares)) {
            String words = share.source() + " in " + share.deployment() + " over " + share.transport();
            if (share.made() < share.planned()) {
                open.add(words + ": " + share.made() + " of " + share.planned() + " runs were made");
            }
            if (share.unknown() * PERCENT > share.made() * MAX_UNKNOWN_PERCENT) {
                open.add(words + ": " + share.unknown() + " of " + share.made() + " runs are unknown, more than "
                        + MAX_UNKNOWN_PERCENT + " %, such as: " + anUnknown(share));
            }
        }
        records.stream()
                .filter(RunRecord::isDisturbedViolation)
                .limit(MAX_VIOLATIONS)
                .map(CertificateBuilder::disturbed)
                .forEach(open::add);
        for (PropertyTotal property : properties) {
            if (property.exercised().equals("no")) {
                open.add(String.format(
                        Locale.ROOT,
                        "%s was not exercised enough: %,d cases at risk from %d seeds; a certificate asks for %d from %d",
                        property.id(),
                        property.atRisk(),
                        property.seeds(),
                        Certificate.MIN_AT_RISK,
                        Certificate.MIN_SEEDS));
            }
        }
        measured.replays().stream()
                .filter(replay -> !replay.equal())
                .forEach(replay -> open.add("run " + replay.run()
                        + " did not replay: a second run of its seed had another history, so its seed proves nothing"));
        return open;
    }

    private static String disturbed(RunRecord record) {
        Derived.Property first = record.derived().violated().getFirst();
        return "run " + record.run() + ", seed " + record.seed() + ", " + record.deployment() + " over "
                + record.transport() + ": its history is violated (" + first.id() + ": " + first.sentence()
                + "), and it was disturbed from outside ("
                + record.told().unasked().getFirst()
                + "), so it is open which of the two it was";
    }

    private String anUnknown(ShareResult share) {
        return records.stream()
                .filter(record -> !record.counts()
                        && !record.notReached()
                        && record.deployment().equals(share.deployment())
                        && record.transport().equals(share.transport())
                        && isOf(share, record))
                .map(RunRecord::reason)
                .findFirst()
                .orElse("");
    }

    private static boolean isOf(ShareResult share, RunRecord record) {
        return share.source().equals(record.source())
                || (share.source().equals(BatterySource.ALL) && BatterySource.isBattery(record.source()));
    }

    private Map<String, Map<String, Long>> coverage() {
        Map<String, Map<String, Long>> sum = new TreeMap<>();
        for (RunRecord record : records) {
            if (record.counts()) {
                record.derived()
                        .coverage()
                        .forEach((kind, row) ->
                                row.forEach((phase, count) -> sum.computeIfAbsent(kind, absent -> new TreeMap<>())
                                        .merge(phase, count, Long::sum)));
            }
        }
        return sum;
    }

    private List<String> scope(
            List<ShareResult> shares, List<PropertyTotal> properties, Map<String, Map<String, Long>> coverage) {
        List<String> scope = new ArrayList<>();
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
        plan.leftOut().forEach((why, what) -> scope.add("not for " + what + ": " + why));
        List<String> untold = properties.stream()
                .filter(property -> property.exercised().equals("inapplicable"))
                .map(PropertyTotal::id)
                .toList();
        if (!untold.isEmpty()) {
            scope.add(
                    "no history tells of " + String.join(", ", untold) + ", so the certificate says nothing about it");
        }
        scope.addAll(new Exercise(plan, records).missing(properties));
        return scope;
    }

    private String confidence(List<ShareResult> shares) {
        int counted = shares.stream().mapToInt(ShareResult::counted).sum();
        int violated = shares.stream().mapToInt(ShareResult::violated).sum();
        return violated > 0
                ? violated + " of " + counted + " counted runs are violated"
                : new Exercise(plan, records).confidence();
    }

    private List<String> observer() {
        List<String> lines = new ArrayList<>();
        Map<String, long[]> byDeployment = new TreeMap<>();
        for (RunRecord record : records) {
            long[] sums = byDeployment.computeIfAbsent(record.deployment(), absent -> new long[4]);
            sums[0]++;
            sums[1] += record.rawBytes();
            sums[2] += record.derived().events();
            sums[3] +=
                    record.derived().spanNanos() * Math.max(1, record.derived().processes());
        }
        byDeployment.forEach((deployment, sums) -> {
            String size = String.format(
                    Locale.ROOT,
                    "%s: %,d lines and %,d kB of evidence a run",
                    deployment,
                    sums[2] / sums[0],
                    sums[1] / sums[0] / 1024);
            lines.add(size
                    + (Deployments.isDeterministic(deployment)
                            ? "; it costs the group nothing, because virtual time stands still meanwhile"
                            : String.format(
                                    Locale.ROOT,
                                    "; a line costs %.1f \u00b5s here, so about %.2f %% of a process's time",
                                    measured.nanosPerLine() / 1e3,
                                    sums[3] == 0 ? 0 : 100.0 * measured.nanosPerLine() * sums[2] / sums[3])));
        });
        return lines;
    }

    private List<String> repeats() {
        List<String> lines = new ArrayList<>();
        if (!measured.replays().isEmpty()) {
            long equal =
                    measured.replays().stream().filter(Measured.Replay::equal).count();
            lines.add(equal + " of " + measured.replays().size()
                    + " simulated runs that were made twice had the same history to the byte");
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
