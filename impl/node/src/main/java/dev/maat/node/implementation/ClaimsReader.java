package dev.maat.node.implementation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Reads from a manifest what an implementation claims: profiles and properties, by ordering and delivery. */
final class ClaimsReader {
    private static final List<String> DELIVERIES = List.of(Implementation.PLAIN, "uniform");

    private final ManifestJson json;

    ClaimsReader(ManifestJson json) {
        this.json = json;
    }

    /** @param isStatic whether the group has no views */
    SequencedMap<String, SequencedMap<String, List<String>>> read(JsonNode offer, String name, boolean isStatic) {
        SequencedMap<String, SequencedMap<String, List<String>>> claims = claims(offer, name);
        if (isStatic) {
            claims.values().forEach(byDelivery -> byDelivery.values().forEach(claim -> requireNoViews(name, claim)));
        }
        return claims;
    }

    private SequencedMap<String, SequencedMap<String, List<String>>> claims(JsonNode offer, String name) {
        JsonNode claims = offer.path("claims");
        if (!claims.isObject() || claims.isEmpty()) {
            throw json.wrong("'claims' of " + name + " must map at least one ordering to a profile, as in {\"fifo\":"
                    + "\"virtually-synchronous\"}");
        }
        SequencedMap<String, SequencedMap<String, List<String>>> read = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> claim : claims.properties()) {
            if (!ManifestJson.NAME.matcher(claim.getKey()).matches()) {
                throw json.wrong(
                        "'claims' of " + name + ": an ordering must be letters, digits, ':', '.', '_' or '-', not '"
                                + ManifestJson.shown(claim.getKey()) + "'");
            }
            read.put(claim.getKey(), claimsOfOrdering(claim.getKey(), claim.getValue(), name));
        }
        return read;
    }

    /** By delivery; a name or a list of names without a delivery is short for the plain one. */
    private SequencedMap<String, List<String>> claimsOfOrdering(String ordering, JsonNode value, String name) {
        SequencedMap<String, List<String>> byDelivery = new LinkedHashMap<>();
        if (!value.isObject()) {
            byDelivery.put(Implementation.PLAIN, names(value, "'" + ManifestJson.shown(ordering) + "' of " + name));
            return byDelivery;
        }
        json.keys(value, "the claim for '" + ManifestJson.shown(ordering) + "' of " + name, DELIVERIES);
        if (value.isEmpty()) {
            throw json.wrong("the claim for '" + ManifestJson.shown(ordering) + "' of " + name
                    + " is empty; it is given by delivery, " + String.join(" or ", DELIVERIES));
        }
        for (Map.Entry<String, JsonNode> one : value.properties()) {
            String what = "'" + ManifestJson.shown(ordering) + "', '" + one.getKey() + "' of " + name;
            byDelivery.put(one.getKey(), names(one.getValue(), what));
        }
        return byDelivery;
    }

    private List<String> names(JsonNode value, String what) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            if (!one.isTextual() || one.textValue().isEmpty()) {
                throw json.wrong(
                        "the claim for " + what + " must be a profile's name, or a list of profiles and properties");
            }
            String claim = one.textValue();
            if (ProfileId.named(claim) == null && PropertyId.named(claim) == null) {
                throw json.wrong("the claim for " + what + " names no profile or property: '"
                        + ManifestJson.shown(claim) + "'" + Spelling.hint(claim, Spelling.claims()));
            }
            names.add(claim);
        }
        if (names.isEmpty()) {
            throw json.wrong("the claim for " + what + " is an empty list");
        }
        return List.copyOf(names);
    }

    /** No run of a static group can hold a profile that asks for views. */
    private void requireNoViews(String name, List<String> claims) {
        for (String claim : claims) {
            if (asksForViews(claim)) {
                List<String> others = Stream.of(ProfileId.values())
                        .map(ProfileId::id)
                        .filter(id -> !asksForViews(id))
                        .toList();
                throw json.wrong(
                        "'claims' of " + name + " names " + claim + ", which asks for views, and its 'membership' is"
                                + " static; the profiles without views are " + String.join(", ", others));
            }
        }
    }

    private static boolean asksForViews(String claim) {
        ProfileId profile = ProfileId.named(claim);
        return profile == null
                ? claim.equals(PropertyId.MEMBERSHIP_PRECISION.id())
                : profile.properties(false).contains(PropertyId.MEMBERSHIP_PRECISION) || profile == ProfileId.EXTENDED;
    }
}
