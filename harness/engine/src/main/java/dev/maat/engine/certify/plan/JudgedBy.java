package dev.maat.engine.certify.plan;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.scenario.Scenario;
import java.util.List;

/** Lets a scenario claim what the certification asks, whatever the implementation claims, so that its history is judged by it. */
public final class JudgedBy {
    private JudgedBy() {}

    /** The scenario with the profile as its claim. Where the plan may cost the group its quorum, liveness is not asked. */
    public static Scenario profile(String profile, Scenario scenario) {
        return scenario.withImplementation(
                scenario.implementation(), claims(profile, scenario), scenario.membership(), scenario.recovery());
    }

    public static List<String> claims(String profile, Scenario scenario) {
        ProfileId id = ProfileId.named(profile);
        if (id == null || !scenario.plan().mayLoseQuorum()) {
            return List.of(profile);
        }
        // No header may claim the part of a profile that is no property of the catalogue.
        return id.properties(scenario.membership().equals("partitionable")).stream()
                .filter(property -> !property.liveness() && PropertyId.named(property.id()) != null)
                .map(PropertyId::id)
                .toList();
    }
}
