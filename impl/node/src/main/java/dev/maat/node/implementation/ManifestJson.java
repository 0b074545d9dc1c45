package dev.maat.node.implementation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The JSON of a manifest, read strictly: a field that is missing, unknown or of another type fails with a sentence that names the file. */
final class ManifestJson {
    /** Of implementations, orderings, options and their values. */
    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:._-]{0,99}");

    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_SHOWN_CHARS = 60;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Path file;

    ManifestJson(Path file) {
        this.file = file;
    }

    JsonNode parse() {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw wrong("is longer than " + MAX_BYTES + " bytes");
            }
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String line = at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
            throw new ImplementationException(file + line + ": is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new ImplementationException(file + ": cannot be read: " + e, e);
        }
    }

    /** One of the known words; the first of them where the key is absent. */
    String word(JsonNode offer, String key, List<String> known) {
        String word = offer.has(key) ? text(offer, key) : known.getFirst();
        if (!known.contains(word)) {
            throw wrong("'" + key + "' must be one of " + known + ", not '" + shown(word) + "'");
        }
        return word;
    }

    /** A list of some of the known words, each once. */
    List<String> words(JsonNode offer, String key, List<String> known) {
        JsonNode list = offer.path(key);
        if (!list.isArray() || list.isEmpty()) {
            throw wrong("'" + key + "' must be a list of some of " + known);
        }
        List<String> read = new ArrayList<>();
        for (JsonNode word : list) {
            if (!word.isTextual() || !known.contains(word.textValue()) || read.contains(word.textValue())) {
                throw wrong("'" + key + "' must be a list of some of " + known + ", each once, not " + shown(word));
            }
            read.add(word.textValue());
        }
        return read;
    }

    String text(JsonNode from, String key) {
        @Nullable JsonNode value = from.get(key);
        if (value == null || !value.isTextual() || value.textValue().isEmpty()) {
            throw wrong("'" + key + "' is missing or is no text");
        }
        return value.textValue();
    }

    /** Makes sure that an object has none but the known keys. */
    void keys(JsonNode object, String what, List<String> known) {
        if (!object.isObject()) {
            throw wrong(what + " must be a JSON object with the keys " + known);
        }
        for (Map.Entry<String, JsonNode> entry : object.properties()) {
            if (!known.contains(entry.getKey())) {
                throw wrong("unknown key '" + shown(entry.getKey()) + "'; " + what + " has the keys " + known);
            }
        }
    }

    ImplementationException wrong(String what) {
        return new ImplementationException(file + ": " + what);
    }

    /** Hostile text, made short and harmless for a terminal. */
    static String shown(Object value) {
        String text = value.toString();
        StringBuilder safe = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), MAX_SHOWN_CHARS); i++) {
            char c = text.charAt(i);
            boolean hidden = Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                    || Character.isSurrogate(c);
            safe.append(hidden ? '?' : c);
        }
        return text.length() > MAX_SHOWN_CHARS ? safe + "..." : safe.toString();
    }
}
