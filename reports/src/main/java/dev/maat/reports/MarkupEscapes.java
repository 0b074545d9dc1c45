package dev.maat.reports;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import org.jspecify.annotations.Nullable;

/** Writes the characters that mean something to an HTML parser as JSON escapes, which mean the same to a JSON parser. */
final class MarkupEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
        int[] codes = standardAsciiEscapesForJSON();
        codes['<'] = ESCAPE_STANDARD;
        codes['>'] = ESCAPE_STANDARD;
        codes['&'] = ESCAPE_STANDARD;
        return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
        // A lone surrogate has no UTF-8; it comes only from a hostile text.
        return Character.isSurrogate((char) character)
                ? new SerializedString(String.format("\\u%04x", character))
                : null;
    }
}
