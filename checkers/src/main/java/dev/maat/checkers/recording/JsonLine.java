package dev.maat.checkers.recording;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds one line of JSON at a time in a buffer that is reused. Not safe for several threads.
 *
 * <p>Strings may be hostile. Quotes, backslashes, control characters, lone surrogates and the separators that JavaScript takes for
 * line ends are escaped, so that a line is always one line and always valid UTF-8.
 */
final class JsonLine {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** Detail and effect of a fault are shallow: deeper nesting is a mistake of the caller. */
    private static final int MAX_DEPTH = 32;

    private byte[] bytes = new byte[256];
    private int length;
    private boolean first;

    /** Begins a new object. */
    JsonLine begin() {
        length = 0;
        raw('{');
        first = true;
        return this;
    }

    /** Begins with bytes prepared by an earlier {@link #prefix()}. */
    JsonLine begin(byte[] prefix) {
        length = 0;
        raw(prefix, prefix.length);
        first = false;
        return this;
    }

    /** The content of the buffer so far. */
    byte[] prefix() {
        return Arrays.copyOf(bytes, length);
    }

    JsonLine key(String name) {
        if (!first) {
            raw(',');
        }
        first = false;
        string(name);
        raw(':');
        return this;
    }

    JsonLine field(String name, String value) {
        key(name);
        string(value);
        return this;
    }

    JsonLine field(String name, long value) {
        key(name);
        number(value);
        return this;
    }

    JsonLine field(String name, boolean value) {
        key(name);
        raw(value ? "true" : "false");
        return this;
    }

    JsonLine field(String name, List<String> values) {
        key(name);
        strings(values);
        return this;
    }

    /** A key with any value made of maps, lists, strings, numbers, booleans and null. */
    JsonLine field(String name, Map<String, ?> value) {
        key(name);
        value(value, 0);
        return this;
    }

    JsonLine any(String name, @Nullable Object value) {
        key(name);
        value(value, 0);
        return this;
    }

    void writeTo(LineSink sink) {
        raw('}');
        raw('\n');
        sink.write(bytes, length);
    }

    private void value(@Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("nested deeper than " + MAX_DEPTH);
        }
        switch (value) {
            case null -> raw("null");
            case String text -> string(text);
            case Boolean flag -> raw(flag ? "true" : "false");
            case Double d -> finite(d);
            case Float f -> finite(f.doubleValue());
            case Number number -> raw(number.toString());
            case Map<?, ?> map -> object(map, depth);
            case Iterable<?> list -> array(list, depth);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    private void finite(double d) {
        if (!Double.isFinite(d)) {
            throw new IllegalArgumentException("no JSON for " + d);
        }
        raw(Double.toString(d));
    }

    private void object(Map<?, ?> map, int depth) {
        raw('{');
        boolean comma = false;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (comma) {
                raw(',');
            }
            comma = true;
            string(String.valueOf(entry.getKey()));
            raw(':');
            value(entry.getValue(), depth + 1);
        }
        raw('}');
    }

    private void array(Iterable<?> values, int depth) {
        raw('[');
        boolean comma = false;
        for (Object value : values) {
            if (comma) {
                raw(',');
            }
            comma = true;
            value(value, depth + 1);
        }
        raw(']');
    }

    private void strings(List<String> values) {
        raw('[');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                raw(',');
            }
            string(values.get(i));
        }
        raw(']');
    }

    private void string(String text) {
        raw('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                raw('\\');
                raw(c);
            } else if (c >= 0x20 && c < 0x7f) {
                raw(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                utf8(Character.toCodePoint(c, text.charAt(++i)));
            } else if (c < 0xa0 || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
                escape(c);
            } else {
                utf8(c);
            }
        }
        raw('"');
    }

    private void escape(char c) {
        raw("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            raw((char) HEX[c >> shift & 0xf]);
        }
    }

    private void utf8(int codePoint) {
        byte[] encoded = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        raw(encoded, encoded.length);
    }

    private void number(long value) {
        if (value < 0) {
            raw(Long.toString(value));
            return;
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        room(digits);
        long rest = value;
        for (int at = length + digits - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void raw(String ascii) {
        room(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
    }

    private void raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    private void raw(byte[] more, int count) {
        room(count);
        System.arraycopy(more, 0, bytes, length, count);
        length += count;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
