package dev.maat.node.implementation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maat.checkers.catalogue.PropertyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A defect that an implementation has on purpose, as the key {@code mustViolate} of its manifest says it: a hunt of the zoo must catch it.
 *
 * <pre>{@code
 * "mustViolate": {"property": "virtual-synchrony", "ordering": "total", "delivery": "plain",
 *                 "masked": "why no history can show it"}                        masked may be absent
 * }</pre>
 *
 * @param property the id of the property that must be violated
 * @param ordering that exercises the defect
 * @param delivery that exercises it, in that ordering; {@code plain} where the key is absent
 * @param masked why no run can show the defect; empty if one can
 */
public record PlantedDefect(String property, String ordering, String delivery, String masked) {
    static final String KEY = "mustViolate";

    private static final List<String> KEYS = List.of("property", "ordering", "delivery", "masked");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * The defect of an implementation; empty if its manifest names none.
     *
     * @throws ImplementationException if the entry names no property, or an ordering or delivery that is not offered
     */
    public static Optional<PlantedDefect> of(Implementation implementation) {
        Path file = implementation.folder().resolve("manifest.json");
        JsonNode manifest;
        try {
            manifest = JSON.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new ImplementationException(file + ": cannot be read: " + e, e);
        }
        for (JsonNode offer : manifest.path("implementations")) {
            if (implementation.name().equals(offer.path("name").asText()) && offer.has(KEY)) {
                return Optional.of(read(offer.path(KEY), file + ", " + implementation.name(), implementation));
            }
        }
        return Optional.empty();
    }

    private static PlantedDefect read(JsonNode json, String place, Implementation implementation) {
        for (var each : json.properties()) {
            if (!KEYS.contains(each.getKey()) || !each.getValue().isTextual()) {
                throw new ImplementationException(
                        place + ": '" + KEY + "' has the keys " + KEYS + ", each with a text as its value");
            }
        }
        String property = json.path("property").asText();
        if (PropertyId.judged(property) == null) {
            throw new ImplementationException(
                    place + ": '" + KEY + "' must name a property of the catalogue, as \"virtual-synchrony\"");
        }
        String ordering = json.path("ordering").asText();
        String delivery = json.path("delivery").asText(Implementation.PLAIN);
        implementation.claim(ordering, delivery);
        return new PlantedDefect(
                property, ordering, delivery, json.path("masked").asText());
    }
}
