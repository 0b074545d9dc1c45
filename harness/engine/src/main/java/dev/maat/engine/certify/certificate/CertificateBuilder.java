package dev.maat.engine.certify.certificate;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.certify.certificate.Certificate.DeploymentResult;
import dev.maat.engine.certify.certificate.Certificate.PropertyTotal;
import dev.maat.engine.certify.certificate.Certificate.ShareResult;
import dev.maat.engine.certify.certificate.Certificate.Violation;
import dev.maat.engine.certify.plan.Claims;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Builds a certificate. The same plan, records, measurements and kill matrix give the same certificate, to the byte. */
public final class CertificateBuilder {
    private static final int MAX_VIOLATIONS = 200;

    private final Plan plan;
    private final List<RunRecord> records;
    private final Measured measured;
    private final KillMatrix kills;

    public CertificateBuilder(Plan plan, List<RunRecord> records, Measured measured, KillMatrix kills) {
        this.plan = plan;
        this.records = List.copyOf(records);
        this.measured = measured;
        this.kills = kills;
    }

    public Certificate build() {
        List<PropertyTotal> properties = PropertyTotals.of(plan, records);
        List<ShareResult> shares = ShareResults.of(plan, records);
        List<Violation> violations = violations();
        OpenQuestions questions = new OpenQuestions(plan, records, measured);
        List<DeploymentResult> deployments = deployments(questions, shares, violations);
        List<String> open = new ArrayList<>(questions.general());
        deployments.stream()
                .filter(one -> one.result() == Outcome.INCONCLUSIVE)
                .forEach(one -> open.addAll(one.reasons()));
        Outcome outcome =
                !violations.isEmpty() ? Outcome.REFUSED : open.isEmpty() ? Outcome.CERTIFIED : Outcome.INCONCLUSIVE;
        List<String> reasons =
                switch (outcome) {
                    case CERTIFIED -> List.of();
                    case REFUSED -> firstOfEachProperty(violations);
                    case INCONCLUSIVE -> open;
                };
        Map<String, Map<String, Long>> coverage = coverage();
        Remarks remarks = new Remarks(plan, records, measured);
        return new Certificate(
                Certificate.FORMAT,
                Certificate.VERSION,
                outcome.word(),
                reasons,
                deployments,
                remarks.scope(shares, properties, coverage),
                plan.notRun(),
                plan.implementation(),
                plan.implementationVersion(),
                plan.profile(),
                plan.ordering(),
                plan.delivery(),
                plan.claims(),
                !Claims.cover(plan.claims(), plan.profile()),
                plan.level(),
                plan.masterSeed(),
                plan.maat(),
                measured.date(),
                shares,
                properties,
                coverage,
                confidence(shares),
                remarks.observer(),
                remarks.repeats(),
                violations,
                kills.rows(),
                measured.environment(),
                plan.digests());
    }

    private List<DeploymentResult> deployments(
            OpenQuestions questions, List<ShareResult> shares, List<Violation> violations) {
        List<DeploymentResult> results = new ArrayList<>();
        for (String deployment : plan.deployments()) {
            List<Violation> own = violations.stream()
                    .filter(violation -> violation.deployment().equals(deployment))
                    .toList();
            List<String> open = questions.of(deployment, shares);
            results.add(
                    own.isEmpty()
                            ? new DeploymentResult(
                                    deployment,
                                    (open.isEmpty() ? Outcome.CERTIFIED : Outcome.INCONCLUSIVE).word(),
                                    open)
                            : new DeploymentResult(deployment, Outcome.REFUSED.word(), firstOfEachProperty(own)));
        }
        return results;
    }

    /** The first ones, and of each property the first in each deployment, however many there are. */
    private List<Violation> violations() {
        List<Violation> found = new ArrayList<>();
        Set<List<String>> firsts = new HashSet<>();
        for (RunRecord record : records) {
            if (record.verdict() != Verdict.VIOLATED) {
                continue;
            }
            for (Derived.Property property : record.derived().violated()) {
                boolean first = firsts.add(List.of(record.deployment(), property.id()));
                if (first || found.size() < MAX_VIOLATIONS) {
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

    private String confidence(List<ShareResult> shares) {
        int counted = shares.stream().mapToInt(ShareResult::counted).sum();
        int violated = shares.stream().mapToInt(ShareResult::violated).sum();
        return violated > 0
                ? violated + " of " + counted + " counted runs are violated"
                : new Exercise(plan, records).confidence();
    }
}
