package dev.maat.node.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One line as a flat object, read strictly: each key is taken once with its type, and no key may be left over. */
final class Fields {
    private static final int MAX_DEPTH = 4;

    /** A long in decimal, with its sign. */
    private static final int MAX_DIGITS = 20;

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_DIGITS)
                            .maxStringLength(Protocol.MAX_LINE_BYTES)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, JsonNode> left = new LinkedHashMap<>();

    private Fields(JsonNode object) {
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            left.put(entry.getKey(), entry.getValue());
        }
    }

    static Fields parse(byte[] line) throws ProtocolException {
        JsonNode root;
        try {
            root = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new ProtocolException("not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new ProtocolException("not JSON: " + e.getMessage());
        }
        return of(root, "the line");
    }

    private static Fields of(@Nullable JsonNode value, String what) throws ProtocolException {
        if (value == null || !value.isObject()) {
            throw new ProtocolException(what + " must be a JSON object");
        }
        return new Fields(value);
    }

    String text(String key) throws ProtocolException {
        String text = optionalText(key);
        if (text == null) {
            throw new ProtocolException("'" + key + "' is missing");
        }
        return text;
    }

    @Nullable
    String optionalText(String key) throws ProtocolException {
        JsonNode value = left.remove(key);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new ProtocolException("'" + key + "' must be text");
        }
        return value.textValue();
    }

    long number(String key, long min, long max) throws ProtocolException {
        JsonNode value = left.remove(key);
        if (value == null
                || !value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < min
                || value.longValue() > max) {
            throw new ProtocolException("'" + key + "' must be a whole number from " + min + " to " + max);
        }
        return value.longValue();
    }

    long optionalNumber(String key, long min, long max, long ifAbsent) throws ProtocolException {
        return left.containsKey(key) ? number(key, min, max) : ifAbsent;
    }

    boolean flag(String key) throws ProtocolException {
        JsonNode value = left.remove(key);
        if (value == null || !value.isBoolean()) {
            throw new ProtocolException("'" + key + "' must be true or false");
        }
        return value.booleanValue();
    }

    List<String> texts(String key) throws ProtocolException {
        JsonNode value = left.remove(key);
        if (value == null || !value.isArray()) {
            throw new ProtocolException("'" + key + "' must be a list of texts");
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isTextual()) {
                throw new ProtocolException("'" + key + "' must be a list of texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    Fields object(String key) throws ProtocolException {
        return of(left.remove(key), "'" + key + "'");
    }

    /** All keys that are left, with texts. */
    SequencedMap<String, String> allTexts() throws ProtocolException {
        SequencedMap<String, String> all = new LinkedHashMap<>();
        for (String key : List.copyOf(left.keySet())) {
            all.put(key, text(key));
        }
        return all;
    }

    /** All keys that are left, with numbers from 0. */
    SequencedMap<String, Long> allNumbers() throws ProtocolException {
        SequencedMap<String, Long> all = new LinkedHashMap<>();
        for (String key : List.copyOf(left.keySet())) {
            all.put(key, number(key, 0, Long.MAX_VALUE));
        }
        return all;
    }

    void end() throws ProtocolException {
        if (!left.isEmpty()) {
            throw new ProtocolException(
                    "unknown key '" + left.keySet().iterator().next() + "'");
        }
    }
}
