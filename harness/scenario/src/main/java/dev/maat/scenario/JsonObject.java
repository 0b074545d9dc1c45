package dev.maat.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one JSON object strictly: every key is asked for by type, and one that nobody asked for is an error. */
final class JsonObject {
    private final String where;
    private final JsonNode node;
    private final TreeSet<String> known = new TreeSet<>();

    JsonObject(String where, JsonNode node) {
        if (!node.isObject()) {
            throw new ScenarioFileException(where + ": an object is needed here, not " + excerpt(node));
        }
        this.where = where;
        this.node = node;
    }

    String text(String key) {
        JsonNode value = need(key);
        if (!value.isTextual()) {
            throw wrong(key, "a text", value);
        }
        return value.textValue();
    }

    String text(String key, String ifAbsent) {
        return has(key) ? text(key) : ifAbsent;
    }

    long number(String key) {
        JsonNode value = need(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(key, "a whole number", value);
        }
        return value.longValue();
    }

    long number(String key, long ifAbsent) {
        return has(key) ? number(key) : ifAbsent;
    }

    int integer(String key) {
        long value = number(key);
        if (value != (int) value) {
            throw wrong(key, "a number below 2^31", need(key));
        }
        return (int) value;
    }

    int integer(String key, int ifAbsent) {
        return has(key) ? integer(key) : ifAbsent;
    }

    @Nullable
    Long numberOrNull(String key) {
        return has(key) ? (Long) number(key) : null;
    }

    boolean bool(String key, boolean ifAbsent) {
        if (!has(key)) {
            return ifAbsent;
        }
        JsonNode value = need(key);
        if (!value.isBoolean()) {
            throw wrong(key, "true or false", value);
        }
        return value.booleanValue();
    }

    List<String> texts(String key) {
        return list(key, (place, value) -> {
            if (!value.isTextual()) {
                throw new ScenarioFileException(place + ": a text is needed here, not " + excerpt(value));
            }
            return value.textValue();
        });
    }

    <T> List<T> list(String key, ElementReader<T> reader) {
        List<T> list = new ArrayList<>();
        if (!has(key)) {
            return list;
        }
        JsonNode value = need(key);
        if (!value.isArray()) {
            throw wrong(key, "a list", value);
        }
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

    /** Makes a value of what was read, after a look for keys that nobody asked for; bounds that it breaks are told with the place. */
    <T> T done(Supplier<T> make) {
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                throw new ScenarioFileException(where + ": unknown key '" + key + "'; there are " + known);
            }
        }
        try {
            return make.get();
        } catch (IllegalArgumentException outOfBounds) {
            throw new ScenarioFileException(where + ": " + outOfBounds.getMessage(), outOfBounds);
        }
    }

    private JsonNode need(String key) {
        if (!has(key)) {
            throw new ScenarioFileException(where + ": the key '" + key + "' is missing");
        }
        return node.get(key);
    }

    private ScenarioFileException wrong(String key, String wanted, JsonNode value) {
        return new ScenarioFileException(where + "." + key + ": " + wanted + " is needed here, not " + excerpt(value));
    }

    private static String excerpt(JsonNode value) {
        String text = value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "..." : text;
    }

    /** Reads one element of a list; {@code place} names it in messages. */
    @FunctionalInterface
    interface ElementReader<T> {
        T read(String place, JsonNode value);
    }
}
