package dev.maat.checkers.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Payload hashes as pairs of kind and value. Up to 16 hexadecimal digits fit the value itself, and the kind is their number. Longer
 * hashes are numbered by a dictionary.
 */
final class Hashes {
    static final byte NONE = 0;
    private static final byte DICTIONARY = 17;
    private static final int DIGITS_INLINE = 16;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** The kind of a text of hexadecimal digits; {@link #NONE} for null. */
    byte kindOf(@Nullable String text) {
        if (text == null) {
            return NONE;
        }
        return (byte) (text.length() <= DIGITS_INLINE ? text.length() : DICTIONARY);
    }

    /** The value of a text of hexadecimal digits; 0 for null. */
    long valueOf(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        if (text.length() <= DIGITS_INLINE) {
            return Long.parseUnsignedLong(text, 16);
        }
        String lower = text.toLowerCase(Locale.ROOT);
        Integer known = numbers.get(lower);
        if (known == null) {
            known = texts.size();
            numbers.put(lower, known);
            texts.add(lower);
        }
        return known;
    }

    String text(byte kind, long value) {
        if (kind == DICTIONARY) {
            return texts.get((int) value);
        }
        String digits = Long.toHexString(value);
        return "0".repeat(kind - digits.length()) + digits;
    }

    /** Whether both are present and differ. Leading zeros are no difference. */
    static boolean differ(byte kindA, long a, byte kindB, long b) {
        if (kindA == NONE || kindB == NONE) {
            return false;
        }
        return a != b || (kindA == DICTIONARY) != (kindB == DICTIONARY);
    }
}
