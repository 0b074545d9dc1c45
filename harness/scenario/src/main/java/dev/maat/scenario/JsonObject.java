package dev.maat.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object strictly: each known key is read by its type, and a key that was not read is an error in the end. */
final class JsonObject {
    /** A longer value is cut in messages. */
    private static final int MAX_EXCERPT_CHARS = 80;

    private final String where;
    private final JsonNode node;
    private final TreeSet<String> known = new TreeSet<>();

    JsonObject(String where, JsonNode node) {
        if (!node.isObject()) {
            throw new ScenarioFileException(where + ": expected an object, not " + excerpt(node));
        }
        this.where = where;
        this.node = node;
    }

    String text(String key) {
        return need(key, "a text", JsonNode::isTextual).textValue();
    }

    String text(String key, String ifAbsent) {
        return has(key) ? text(key) : ifAbsent;
    }

    long number(String key) {
        return need(key, "a whole number", value -> value.isIntegralNumber() && value.canConvertToLong())
                .longValue();
    }

    long number(String key, long ifAbsent) {
        return has(key) ? number(key) : ifAbsent;
    }

    int integer(String key) {
        number(key);
        return need(key, "a number below 2^31", JsonNode::canConvertToInt).intValue();
    }

    int integer(String key, int ifAbsent) {
        return has(key) ? integer(key) : ifAbsent;
    }

    @Nullable
    Long numberOrNull(String key) {
        return has(key) ? (Long) number(key) : null;
    }

    boolean bool(String key, boolean ifAbsent) {
        return has(key) ? need(key, "true or false", JsonNode::isBoolean).booleanValue() : ifAbsent;
    }

    List<String> texts(String key) {
        return list(key, (place, value) -> {
            if (!value.isTextual()) {
                throw new ScenarioFileException(place + ": expected a text, not " + excerpt(value));
            }
            return value.textValue();
        });
    }

    <T> List<T> list(String key, ElementReader<T> reader) {
        List<T> list = new ArrayList<>();
        if (!has(key)) {
            return list;
        }
        JsonNode value = need(key, "a list", JsonNode::isArray);
        for (int i = 0; i < value.size(); i++) {
            list.add(reader.read(where + "." + key + "[" + i + "]", value.get(i)));
        }
        return list;
    }

    SequencedMap<String, String> map(String key) {
        SequencedMap<String, String> map = new LinkedHashMap<>();
        if (has(key)) {
            JsonObject object = object(key);
            for (Iterator<String> keys = object.node.fieldNames(); keys.hasNext(); ) {
                String name = keys.next();
                map.put(name, object.text(name));
            }
        }
        return map;
    }

    JsonObject object(String key) {
        return new JsonObject(where + "." + key, need(key));
    }

    <T> T object(String key, Function<JsonObject, T> reader, T ifAbsent) {
        return has(key) ? reader.apply(object(key)) : ifAbsent;
    }

    boolean has(String key) {
        known.add(key);
        return node.has(key) && !node.get(key).isNull();
    }

    /** Makes a value once every known key was read; any other key is an error. */
    <T> T done(Supplier<T> make) {
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                throw new ScenarioFileException(where + ": unknown key '" + key + "'; the known keys are " + known);
            }
        }
        return checked(make);
    }

    /** Makes a value; if it is out of bounds, the error names the place of this object. */
    <T> T checked(Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException outOfBounds) {
            throw new ScenarioFileException(where + ": " + outOfBounds.getMessage(), outOfBounds);
        }
    }

    /** The object is wrong, in these words; the message names its place. */
    ScenarioFileException error(String what) {
        return new ScenarioFileException(where + ": " + what);
    }

    private JsonNode need(String key) {
        if (!has(key)) {
            throw new ScenarioFileException(where + ": the key '" + key + "' is missing");
        }
        return node.get(key);
    }

    private JsonNode need(String key, String expected, Predicate<JsonNode> isExpected) {
        JsonNode value = need(key);
        if (!isExpected.test(value)) {
            throw new ScenarioFileException(where + "." + key + ": expected " + expected + ", not " + excerpt(value));
        }
        return value;
    }

    private static String excerpt(JsonNode value) {
        String text = value.toString();
        return text.length() > MAX_EXCERPT_CHARS ? text.substring(0, MAX_EXCERPT_CHARS) + "..." : text;
    }

    /** Reads one element of a list; {@code place} names it in messages. */
    @FunctionalInterface
    interface ElementReader<T> {
        T read(String place, JsonNode value);
    }
}
