package dev.maat.engine.certify.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;

/** The first thing in which a plan on disk differs from the plan at hand. The one on disk may be of any version. */
public final class PlanDifference {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MAX_CHARS = 100;

    private PlanDifference() {}

    /** @throws IOException if the bytes are no JSON object */
    public static JsonNode read(byte[] plan) throws IOException {
        JsonNode read = JSON.readTree(plan);
        if (!read.isObject()) {
            throw new IOException("it is no JSON object");
        }
        return read;
    }

    /** A clause; empty if they are the same. */
    public static String between(JsonNode there, byte[] here) {
        try {
            return between("", there, read(here));
        } catch (IOException impossible) {
            throw new IllegalStateException("a plan of ours cannot be read", impossible);
        }
    }

    private static String between(String at, JsonNode there, JsonNode here) {
        if (there.equals(here)) {
            return "";
        }
        if (!there.isObject() || !here.isObject()) {
            return at + ": " + brief(there) + " there, " + brief(here) + " now";
        }
        TreeSet<String> keys = new TreeSet<>();
        there.properties().stream().map(Map.Entry::getKey).forEach(keys::add);
        here.properties().stream().map(Map.Entry::getKey).forEach(keys::add);
        return keys.stream()
                .map(key -> between(at.isEmpty() ? key : at + "." + key, there.path(key), here.path(key)))
                .filter(difference -> !difference.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String brief(JsonNode value) {
        String text = value.isMissingNode() ? "nothing" : value.toString();
        return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "...";
    }
}
