package dev.maat.checkers.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.checkers.history.BadLineException;
import dev.maat.checkers.history.Header;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers of the files of one history; they must agree. */
final class HeaderLines {
    private @Nullable String file;
    private final ObjectNode all = JsonNodeFactory.instance.objectNode();
    private @Nullable Header header;

    void add(String itsFile, JsonNode line) throws BadLineException {
        if (!"maat-history".equals(line.path("format").asText())) {
            throw new BadLineException(
                    "format '" + Fields.shorten(line.path("format").asText()) + "'", "this reads \"maat-history\"");
        }
        JsonNode version = line.path("version");
        if (!version.isIntegralNumber() || version.longValue() != 1) {
            throw new BadLineException("version " + Fields.shorten(version.toString()), "this reads version 1");
        }
        for (Map.Entry<String, JsonNode> key : line.properties()) {
            JsonNode known = all.get(key.getKey());
            if (known != null && !known.equals(key.getValue())) {
                throw new BadLineException(
                        "\"" + Fields.shorten(key.getKey()) + "\" differs from the header in " + file,
                        "the headers of one history must agree");
            }
            all.set(key.getKey(), key.getValue());
        }
        header = parse(new Fields(all), all);
        file = file == null ? itsFile : file;
    }

    /** All headers together, or null if there was none. */
    @Nullable
    Header header() {
        return header;
    }

    /** The first file that has one. */
    String file() {
        return file == null ? "" : file;
    }

    private static Header parse(Fields fields, ObjectNode json) throws BadLineException {
        JsonNode claims = fields.get("claims");
        boolean list = claims != null && claims.isArray();
        List<String> claimed = List.of();
        if (list) {
            claimed = fields.texts("claims");
        } else if (claims != null) {
            claimed = List.of(fields.text("claims"));
        }
        Claims.check(claimed);
        List<String> nodes = fields.textsOrNull("nodes");
        Header.Membership membership = membership(fields);
        if (membership == Header.Membership.STATIC && (nodes == null || nodes.isEmpty())) {
            throw new BadLineException("a static group without \"nodes\"", "name its nodes in the header");
        }
        return new Header(
                String.valueOf(fields.textOr("implementation", "")),
                List.copyOf(claimed),
                membership,
                String.valueOf(fields.textOr("generation", "")),
                nodes == null ? List.of() : List.copyOf(nodes),
                word(fields, "places", "view", "global").equals("global"),
                word(fields, "sendOrder", "return", "invocation").equals("invocation"),
                word(fields, "recovery", "none", "resume").equals("resume") && membership == Header.Membership.STATIC,
                json.toString());
    }

    private static Header.Membership membership(Fields fields) throws BadLineException {
        String word = String.valueOf(fields.textOr("membership", "primary"));
        for (Header.Membership membership : Header.Membership.values()) {
            if (membership.name().toLowerCase(Locale.ROOT).equals(word)) {
                return membership;
            }
        }
        throw new BadLineException(
                "membership '" + Fields.shorten(word) + "'", "it is primary, partitionable or static");
    }

    private static String word(Fields fields, String key, String usual, String other) throws BadLineException {
        String word = String.valueOf(fields.textOr(key, usual));
        if (!word.equals(usual) && !word.equals(other)) {
            throw new BadLineException(
                    "\"" + key + "\" is '" + Fields.shorten(word) + "'", "it is " + usual + " or " + other);
        }
        return word;
    }
}
