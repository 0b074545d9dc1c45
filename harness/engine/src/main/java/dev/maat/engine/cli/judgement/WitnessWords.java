package dev.maat.engine.cli.judgement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.checkers.catalogue.WitnessEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The events of one witness as a user reads them. The lines of the harness are put into words: crashes, faults, the beginning of
 * quiet. The lines of processes are shown as they are, since a user looks for them in the logs.
 */
final class WitnessWords {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double NANOS_PER_SECOND = 1e9;

    /** By id, the faults that the witness has a line of, such as "kill of n3". */
    private final Map<String, String> faults = new LinkedHashMap<>();

    WitnessWords(List<WitnessEvent> witness) {
        for (WitnessEvent event : witness) {
            JsonNode line = parse(event.line());
            if (isA(line, "fault") && line.has("kind")) {
                faults.put(line.path("id").asText(), line.path("kind").asText() + target(line.path("detail")));
            }
        }
    }

    /** The event in words, or its line. */
    String of(WitnessEvent event) {
        JsonNode line = parse(event.line());
        return switch (line.path("e").asText("")) {
            case "crash" -> crash(event.process(), line);
            case "fault" -> fault(line);
            case "quiet" -> quiet(line);
            default -> event.line();
        };
    }

    private String crash(String process, JsonNode line) {
        String cause = line.path("cause").asText("");
        if (cause.equals("unprovoked")) {
            String why = line.path("detail").asText("").lines().findFirst().orElse("");
            return process + " ended by no fault of the harness, " + at(line) + (why.isEmpty() ? "" : ": " + why);
        }
        String kind = faults.get(cause);
        return process + " was killed by fault " + cause + (kind == null ? "" : " (" + kind + ")") + ", " + at(line);
    }

    private String fault(JsonNode line) {
        String id = line.path("id").asText();
        String kind = faults.get(id);
        String name = "fault " + id + (kind == null ? "" : " (" + kind + ")");
        if (!line.path("on").asBoolean(true)) {
            return name + " was healed " + at(line) + bite(line);
        }
        return name + (line.has("effect") ? " was done " : " began ") + at(line) + bite(line);
    }

    private static String bite(JsonNode line) {
        return line.has("bit") ? line.path("bit").asBoolean() ? ", with an effect" : ", without effect" : "";
    }

    private static String quiet(JsonNode line) {
        List<String> probes = new ArrayList<>();
        line.path("probes")
                .properties()
                .forEach(probe ->
                        probes.add(probe.getKey() + " " + probe.getValue().asText()));
        return "the load had stopped " + at(line) + "; the core is " + texts(line.path("core"), ", ")
                + (probes.isEmpty() ? "" : "; probes: " + String.join(", ", probes));
    }

    /** The processes or links that a fault is about, as far as its line says so. */
    private static String target(JsonNode detail) {
        if (detail.has("node")) {
            return " of " + detail.path("node").asText();
        }
        if (detail.has("groups")) {
            List<String> groups = new ArrayList<>();
            detail.path("groups").forEach(group -> groups.add(texts(group, " ")));
            return " of " + String.join(" | ", groups);
        }
        String links = texts(detail.path("links"), ", ");
        return links.isEmpty() ? "" : " on " + links;
    }

    private static String texts(JsonNode list, String separator) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return String.join(separator, texts);
    }

    private static String at(JsonNode line) {
        return String.format(Locale.ROOT, "at %.3f s", line.path("t").asDouble() / NANOS_PER_SECOND);
    }

    private static boolean isA(JsonNode line, String event) {
        return line.path("e").asText("").equals(event);
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the reader accepted: " + line, impossible);
        }
    }
}
