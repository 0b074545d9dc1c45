package dev.maat.engine.shrink;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Texts as Java source. */
final class JavaText {
    /** Of one literal: a class file holds at most 65,535 bytes of it, and a char has up to three. */
    private static final int MAX_LITERAL_CHARS = 20_000;

    private static final String INDENT = " ".repeat(12);

    private JavaText() {}

    /**
     * The initializer of a constant in a class: a text block, or several that are joined at run time, as the compiler would make one
     * literal of a sum. The text is without white space around it; one line feed ends it.
     */
    static String constant(String text) {
        String whole = text.strip() + "\n";
        if (whole.length() <= MAX_LITERAL_CHARS) {
            return block(whole.strip(), "\n");
        }
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < whole.length(); from += MAX_LITERAL_CHARS) {
            pieces.add(whole.substring(from, Math.min(whole.length(), from + MAX_LITERAL_CHARS)));
        }
        return pieces.stream()
                .map(piece -> block(piece, "\\\n"))
                .collect(Collectors.joining(", ", "String.join(\"\", ", ")"));
    }

    /** The inside of a string literal of one line. */
    static String literal(String text) {
        return escaped(text).replace("\"", "\\\"");
    }

    /** A text block; a backslash at the end of its last line says that no line feed is meant there. */
    private static String block(String text, String end) {
        return "\"\"\"\n" + lines(text) + end + INDENT + "\"\"\"";
    }

    private static String lines(String text) {
        return Arrays.stream(text.split("\n", -1))
                .map(line -> INDENT + keepingItsEnd(escaped(line).replace("\"\"\"", "\\\"\\\"\\\"")))
                .collect(Collectors.joining("\n"));
    }

    /** The compiler takes spaces off the ends of lines. */
    private static String keepingItsEnd(String line) {
        return line.endsWith(" ") ? line.substring(0, line.length() - 1) + "\\s" : line;
    }

    /** Backslashes are doubled, and letters beyond ASCII are escaped: a compiler may read another encoding. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                escaped.append("\\\\");
            } else if (c >= ' ' && c < 0x7f) {
                escaped.append(c);
            } else {
                // An escape for a control character by its number in Unicode would be the character itself to the
                // compiler.
                escaped.append(String.format(Locale.ROOT, c < ' ' ? "\\%03o" : "\\u%04x", (int) c));
            }
        }
        return escaped.toString();
    }
}
