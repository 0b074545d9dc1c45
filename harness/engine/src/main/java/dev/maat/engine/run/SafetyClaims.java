package dev.maat.engine.run;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.node.implementation.Implementation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The part of a claim that can be judged though the group may have lost its quorum. */
public final class SafetyClaims {
    private SafetyClaims() {}

    /**
     * The ids of the safety properties that an implementation claims.
     *
     * @throws dev.maat.node.implementation.ImplementationException if it does not offer the ordering or the delivery
     */
    public static List<String> of(Implementation implementation, String ordering, String delivery) {
        Set<String> safety = new LinkedHashSet<>();
        for (PropertyId property : properties(implementation, ordering, delivery)) {
            if (!property.liveness() && PropertyId.named(property.id()) != null) {
                safety.add(property.id());
            }
        }
        return List.copyOf(safety);
    }

    /** The properties that an implementation claims, those of its profiles among them. */
    public static List<PropertyId> properties(Implementation implementation, String ordering, String delivery) {
        boolean partitionable = implementation.membership().equals("partitionable");
        Set<PropertyId> properties = new LinkedHashSet<>();
        for (String claim : implementation.claim(ordering, delivery)) {
            ProfileId profile = ProfileId.named(claim);
            properties.addAll(
                    profile == null
                            ? Stream.ofNullable(PropertyId.named(claim)).toList()
                            : profile.properties(partitionable));
        }
        return List.copyOf(properties);
    }
}
