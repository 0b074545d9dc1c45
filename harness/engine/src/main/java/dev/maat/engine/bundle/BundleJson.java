package dev.maat.engine.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Records as JSON and back. The keys stand in the order of the components, so equal records are equal bytes. */
public final class BundleJson {
    private static final JsonMapper STRICT = JsonMapper.builder()
            // A question that a record answers, as isViolated(), is no component of it.
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final JsonMapper OF_ANY_VERSION = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** The beginning of a document of any version. */
    record Head(String format, int version) {}

    private BundleJson() {}

    /** Indented, for documents that people read. */
    public static byte[] document(Object record) {
        return bytes(STRICT.writerWithDefaultPrettyPrinter(), record);
    }

    /** On one line, for documents of which there are thousands. */
    public static byte[] line(Object record) {
        return bytes(STRICT.writer(), record);
    }

    private static byte[] bytes(ObjectWriter writer, Object record) {
        try {
            return (writer.writeValueAsString(record) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours cannot be written", e);
        }
    }

    /**
     * Reads a record.
     *
     * @param name of the entry, for the message
     * @throws BundleException if the bytes are not such a record: a key is missing, unknown, null or of another kind
     */
    public static <T> T read(String name, byte[] bytes, Class<T> type) {
        return read(STRICT, name, bytes, type);
    }

    /** Reads the format and the version of a document, whatever else it holds. */
    static Head head(String name, byte[] bytes) {
        return read(OF_ANY_VERSION, name, bytes, Head.class);
    }

    private static <T> T read(JsonMapper mapper, String name, byte[] bytes, Class<T> type) {
        try {
            T read = mapper.readValue(bytes, type);
            if (read == null) {
                throw new BundleException(name, "it holds null");
            }
            return read;
        } catch (IOException | IllegalArgumentException bad) {
            String why = bad instanceof JsonProcessingException json ? json.getOriginalMessage() : bad.getMessage();
            throw new BundleException(name, "it is not what a bundle holds there: " + why);
        }
    }
}
