package dev.maat.engine.cli.terminal;

import java.io.IOException;
import java.io.Writer;

/**
 * The one way of text to a terminal. Names come from histories, manifests and scenarios of strangers: characters that could
 * rewrite the screen, reorder it or hide text are replaced, and line breaks that only some programs see. In text each becomes a
 * question mark; in JSON its escape, so that a reader of the document still gets the same name.
 *
 * <p>Colours of our own come as {@link #colour} and leave as escape sequences.
 */
final class HarmlessWriter extends Writer {
    private static final char REPLACEMENT = '?';

    /** A noncharacter of Unicode, never part of a text, starts a colour; the next character is the number of a style. */
    private static final char COLOUR = '\uFDD0';

    private static final char FIRST_STYLE = '0';

    private final Writer out;
    private final boolean json;
    private char pending;
    private boolean colourFollows;

    HarmlessWriter(Writer out, boolean json) {
        this.out = out;
        this.json = json;
    }

    static String colour(Terminal.Style style) {
        return "" + COLOUR + (char) (FIRST_STYLE + style.ordinal());
    }

    /** Whether a character can be shown as it is, a line break excepted. */
    static boolean isHarmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    @Override
    public void write(char[] text, int from, int length) throws IOException {
        StringBuilder safe = new StringBuilder(length + 16);
        for (int i = from; i < from + length; i++) {
            add(text[i], safe);
        }
        out.append(safe);
    }

    private void add(char c, StringBuilder safe) {
        if (pending != 0) {
            char high = pending;
            pending = 0;
            if (Character.isLowSurrogate(c)) {
                put(Character.toCodePoint(high, c), safe);
                return;
            }
            put(high, safe);
        }
        if (colourFollows) {
            colourFollows = false;
            safe.append(Terminal.Style.sequence(c - FIRST_STYLE));
        } else if (c == COLOUR && !json) {
            colourFollows = true;
        } else if (Character.isHighSurrogate(c)) {
            pending = c;
        } else {
            put(c, safe);
        }
    }

    private void put(int codePoint, StringBuilder safe) {
        if (codePoint == '\n' || codePoint == '\t' || isHarmless(codePoint)) {
            safe.appendCodePoint(codePoint);
        } else if (json) {
            for (char c : Character.toChars(codePoint)) {
                safe.append(String.format("\\u%04x", (int) c));
            }
        } else {
            safe.append(REPLACEMENT);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
