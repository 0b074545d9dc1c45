package dev.maat.checkers.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.maat.checkers.history.BadLineException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fields of one line, read by name and type; remembers which were read. */
final class Fields {
    private final JsonNode object;
    private final Set<String> taken = new HashSet<>();

    Fields(JsonNode object) {
        this.object = object;
    }

    @Nullable
    JsonNode get(String name) {
        taken.add(name);
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) throws BadLineException {
        String value = textOr(name, null);
        if (value == null) {
            throw missing(name, "a text");
        }
        return value;
    }

    @Nullable
    String textOr(String name, @Nullable String absent) throws BadLineException {
        JsonNode value = get(name);
        if (value == null) {
            return absent;
        }
        if (!value.isTextual()) {
            throw wrong(name, "a text", value);
        }
        return value.textValue();
    }

    /** A payload's hash, or null if the line has none. */
    @Nullable
    String hashOrNull(String name) throws BadLineException {
        String hash = textOr(name, null);
        if (hash != null && !isHex(hash)) {
            throw new BadLineException(
                    "\"" + name + "\" is '" + shorten(hash) + "'", "a payload's hash is written in hexadecimal digits");
        }
        return hash;
    }

    long number(String name) throws BadLineException {
        JsonNode value = get(name);
        if (value == null) {
            throw missing(name, "a whole number");
        }
        return whole(name, value);
    }

    long numberOr(String name, long absent) throws BadLineException {
        JsonNode value = get(name);
        return value == null ? absent : whole(name, value);
    }

    private static long whole(String name, JsonNode value) throws BadLineException {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "a whole number of 64 bits", value);
        }
        return value.longValue();
    }

    boolean flag(String name) throws BadLineException {
        Boolean value = flagOrNull(name);
        if (value == null) {
            throw missing(name, "true or false");
        }
        return value;
    }

    boolean flagOr(String name, boolean absent) throws BadLineException {
        Boolean value = flagOrNull(name);
        return value == null ? absent : value;
    }

    @Nullable
    Boolean flagOrNull(String name) throws BadLineException {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw wrong(name, "true or false", value);
        }
        return value.booleanValue();
    }

    List<String> texts(String name) throws BadLineException {
        List<String> values = textsOrNull(name);
        if (values == null) {
            throw missing(name, "a list of texts");
        }
        return values;
    }

    @Nullable
    List<String> textsOrNull(String name) throws BadLineException {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw wrong(name, "a list of texts", value);
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw wrong(name, "a list of texts", value);
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** A value as JSON, or null. */
    @Nullable
    String json(String name) {
        JsonNode value = get(name);
        return value == null ? null : value.toString();
    }

    private static boolean isHex(String text) {
        return !text.isEmpty() && text.chars().allMatch(HexFormat::isHexDigit);
    }

    /** The fields that were not read, as {@code "key":value,...}, or null if there are none. */
    @Nullable
    String rest() {
        if (taken.size() >= object.size() && allTaken()) {
            return null;
        }
        StringBuilder rest = new StringBuilder();
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (!taken.contains(field.getKey())) {
                rest.append(rest.isEmpty() ? "" : ",")
                        .append(TextNode.valueOf(field.getKey()))
                        .append(':')
                        .append(field.getValue());
            }
        }
        return rest.isEmpty() ? null : rest.toString();
    }

    private boolean allTaken() {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            if (!taken.contains(names.next())) {
                return false;
            }
        }
        return true;
    }

    static BadLineException missing(String name, String kind) {
        return new BadLineException("no \"" + name + "\"", "this event needs \"" + name + "\", " + kind);
    }

    static BadLineException wrong(String name, String kind, JsonNode value) {
        return new BadLineException("\"" + name + "\" is " + Fields.shorten(value.toString()), "it must be " + kind);
    }

    /** Text of a history, which may be hostile, cut for an error message. */
    static String shorten(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }
}
