package dev.maat.engine.certify.certificate;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.certify.certificate.Certificate.PropertyTotal;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.RunRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The properties of a profile, each over some runs. Runs that do not count are left out. */
final class PropertyTotals {
    private final List<RunRecord> counted;

    private PropertyTotals(List<RunRecord> records) {
        this.counted = records.stream().filter(RunRecord::counts).toList();
    }

    /** The properties of the plan's profile over these runs, in the order of the profile. */
    static List<PropertyTotal> of(Plan plan, List<RunRecord> records) {
        ProfileId profile = ProfileId.named(plan.profile());
        if (profile == null) {
            return List.of();
        }
        PropertyTotals totals = new PropertyTotals(records);
        return profile.properties(plan.membership().equals("partitionable")).stream()
                .map(totals::total)
                .toList();
    }

    private PropertyTotal total(PropertyId property) {
        long applicable = 0;
        long atRisk = 0;
        int exercised = 0;
        int violated = 0;
        int unknown = 0;
        boolean toldOf = false;
        Set<Long> seeds = new HashSet<>();
        for (RunRecord record : counted) {
            for (Derived.Property one : record.derived().properties()) {
                if (!one.id().equals(property.id())) {
                    continue;
                }
                applicable += one.applicable();
                atRisk += one.atRisk();
                violated += one.isViolated() ? 1 : 0;
                unknown += one.verdict().equals(Verdict.UNKNOWN.word()) ? 1 : 0;
                toldOf |= !one.verdict().equals(Verdict.INAPPLICABLE.word()) || !one.withoutWeight();
                if (one.atRisk() > 0) {
                    exercised++;
                    seeds.add(record.seed());
                }
            }
        }
        boolean enough = atRisk >= Certificate.MIN_AT_RISK && seeds.size() >= Certificate.MIN_SEEDS;
        boolean inapplicable = !toldOf && !counted.isEmpty();
        return new PropertyTotal(
                property.id(),
                property.definition(),
                applicable,
                atRisk,
                seeds.size(),
                exercised,
                violated > 0 ? 1 : Confidence.bound(exercised),
                violated,
                unknown,
                enough ? "yes" : inapplicable ? "inapplicable" : "no");
    }
}
