package dev.maat.engine.certify.plan;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.engine.bundle.CodePlaces;
import dev.maat.engine.bundle.Digests;
import dev.maat.engine.bundle.HarnessDigest;
import dev.maat.node.implementation.Implementation;
import java.util.Map;
import java.util.TreeMap;

/** The digests of a plan: SHA-256 of the harness that made it, of the catalogue that it judges by and of the implementation that it runs. */
public final class PlanDigests {
    private static final String HARNESS = "harness";
    private static final String CATALOGUE = "catalogue";
    private static final String IMPLEMENTATION = "implementation";

    private PlanDigests() {}

    /** The digests of a plan that is made here and now. */
    static Map<String, String> of(Implementation implementation) {
        Map<String, String> digests = new TreeMap<>();
        digests.put(HARNESS, HarnessDigest.hex());
        digests.put(CATALOGUE, catalogue());
        digests.put(IMPLEMENTATION, digest(implementation));
        return digests;
    }

    /** Whether the same build of Maat made a plan. */
    public static boolean isOfThisHarness(Plan plan) {
        return plan.digests().getOrDefault(HARNESS, "").equals(HarnessDigest.hex());
    }

    /** Whether a plan judges by the catalogue of this build. */
    public static boolean isOfThisCatalogue(Plan plan) {
        return plan.digests().getOrDefault(CATALOGUE, "").equals(catalogue());
    }

    /** Whether an implementation is, to the byte, the one of a plan. */
    public static boolean isOf(Plan plan, Implementation implementation) {
        return digest(implementation).equals(plan.digests().get(IMPLEMENTATION));
    }

    /** The digest of a plan's implementation in a sentence. */
    public static String wordsOfImplementation(Plan plan) {
        return plan.digests().getOrDefault(IMPLEMENTATION, "not given");
    }

    private static String digest(Implementation implementation) {
        return Digests.ofPlaces(CodePlaces.of(implementation.folder()));
    }

    /** SHA-256 over the properties with their definitions, and the profiles with what they ask. */
    private static String catalogue() {
        StringBuilder text = new StringBuilder();
        for (PropertyId property : PropertyId.values()) {
            text.append(property.id())
                    .append(": ")
                    .append(property.definition())
                    .append('\n');
        }
        for (ProfileId profile : ProfileId.values()) {
            text.append(profile.id()).append(": ");
            profile.properties(false)
                    .forEach(property -> text.append(property.id()).append(' '));
            profile.properties(true)
                    .forEach(property -> text.append(property.id()).append(' '));
            text.append('\n');
        }
        return Digests.of(text.toString());
    }
}
