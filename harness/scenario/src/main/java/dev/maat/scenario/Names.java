package dev.maat.scenario;

import dev.maat.checkers.catalogue.ProfileId;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Spelling;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks the names of a scenario where they enter; each message begins with the key. Names of nodes become parts of process ids,
 * names of files and of hosts, so they are as narrow as the narrowest of these.
 */
final class Names {
    /** As long as a label of a host name. */
    private static final int MAX_NODE_CHARS = 63;

    private static final int MAX_TEXT_CHARS = 1_000;

    /** No dot: it separates the node from the incarnation in the id of a process. */
    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_-]{0," + (MAX_NODE_CHARS - 1) + "})");

    private Names() {}

    static void requireNode(String key, String name) {
        if (!NODE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    key + ": '" + excerpt(name) + "' is not the name of a node; it is made of 1 to " + MAX_NODE_CHARS
                            + " letters and digits of ASCII, '-' and '_', and begins with a letter or digit");
        }
    }

    /** A text that is handed on and shown, such as an option. */
    static void requireText(String key, String text) {
        boolean plain = text.codePoints().allMatch(Names::isPlain);
        if (!plain || text.length() > MAX_TEXT_CHARS) {
            throw new IllegalArgumentException(key + ": '" + excerpt(text) + "' is not a text of at most "
                    + MAX_TEXT_CHARS + " characters without control and format characters");
        }
    }

    static void requireTexts(String key, SequencedMap<String, String> texts) {
        texts.forEach((name, text) -> {
            requireText(key, name);
            requireText(key + "." + name, text);
        });
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    static void requireClaims(String key, List<String> claims) {
        for (String claim : claims) {
            if (ProfileId.named(claim) == null && PropertyId.named(claim) == null) {
                throw unknown(key, "profile or property", claim, Spelling.claims());
            }
        }
    }

    static void requireProperties(String key, List<String> ids) {
        for (String id : ids) {
            if (PropertyId.named(id) == null) {
                List<String> known = Stream.of(PropertyId.values())
                        .map(PropertyId::id)
                        .filter(one -> PropertyId.named(one) != null)
                        .toList();
                throw unknown(key, "property", id, known);
            }
        }
    }

    private static IllegalArgumentException unknown(String key, String what, String name, List<String> known) {
        String hint = Spelling.hint(name, known);
        return new IllegalArgumentException(key + ": there is no " + what + " '" + excerpt(name) + "'"
                + (hint.isEmpty() ? "; choose from " + String.join(", ", known) : hint));
    }

    /** The start of a name of any length and content, on one line. */
    static String excerpt(String name) {
        StringBuilder shown = new StringBuilder();
        name.codePoints().limit(MAX_NODE_CHARS).forEach(c -> shown.appendCodePoint(isPlain(c) ? c : '?'));
        return name.codePointCount(0, name.length()) > MAX_NODE_CHARS ? shown + "..." : shown.toString();
    }
}
