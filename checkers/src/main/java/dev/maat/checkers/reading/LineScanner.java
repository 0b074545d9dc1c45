package dev.maat.checkers.reading;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Moves over the bytes of one line: literals and digits eight at a time, names with their hash. It may look up to {@link
 * Lines#SLACK_BYTES} behind the line.
 */
final class LineScanner {
    /** The result of a scan that met no plain name or number. */
    static final int NOT_PLAIN = -1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MAX_DIGITS = 18;
    private static final int MAX_HEX_DIGITS = 16;
    private static final long ZEROS = 0x3030303030303030L;
    /** Added to a digit, the sum stays below the high bit; added to more than nine, it does not. */
    private static final long ABOVE_NINE = 0x7676767676767676L;

    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};
    /** The value of each byte as a hexadecimal digit in lower case, or -1. */
    private static final byte[] HEX_DIGITS = new byte[256];

    static {
        Arrays.fill(HEX_DIGITS, (byte) -1);
        for (int digit = 0; digit < 16; digit++) {
            HEX_DIGITS["0123456789abcdef".charAt(digit)] = (byte) digit;
        }
    }

    /** At most eight bytes that are compared at once with those of a line. */
    static final class Literal {
        private final int length;
        private final long bytes;
        private final long mask;

        Literal(String ascii) {
            length = ascii.length();
            mask = length == Long.BYTES ? -1 : (1L << 8 * length) - 1;
            long packed = 0;
            for (int i = 0; i < length; i++) {
                packed |= (long) ascii.charAt(i) << 8 * i;
            }
            bytes = packed;
        }
    }

    private byte[] line = new byte[0];
    private int at;
    private int end;
    private long hexValue;

    /** Begins a line, which is the bytes from {@code from} to before {@code to}. */
    void begin(byte[] bytes, int from, int to) {
        line = bytes;
        at = from;
        end = to;
    }

    byte[] line() {
        return line;
    }

    /** Where the next byte is. */
    int at() {
        return at;
    }

    /** Where the line ends. */
    int end() {
        return end;
    }

    boolean sees(Literal literal) {
        return ((long) LONG.get(line, at) & literal.mask) == literal.bytes;
    }

    /** Moves over a literal, if it comes next. */
    boolean skip(Literal literal) {
        if (!sees(literal)) {
            return false;
        }
        at += literal.length;
        return true;
    }

    /** Moves over one byte, if it comes next. */
    boolean skip(char ascii) {
        if (at >= end || line[at] != ascii) {
            return false;
        }
        at++;
        return true;
    }

    /** Whether only the end of the object comes. */
    boolean closes() {
        return at == end - 1 && line[at] == '}';
    }

    /**
     * Moves to the delimiter after a name. Returns the hash of the name, or {@link #NOT_PLAIN} if it is empty or has a character that JSON
     * would escape.
     */
    int name(char delimiter) {
        byte[] bytes = line;
        int from = at;
        int to = end;
        int sum = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == delimiter) {
                at = i;
                return i == from ? NOT_PLAIN : sum & Integer.MAX_VALUE;
            }
            if (b < ' ' || b == '"' || b == '\\' || b == 0x7f) {
                return NOT_PLAIN;
            }
            sum = sum * 31 + b;
        }
        return NOT_PLAIN;
    }

    /** Moves over a plain number that is not negative and returns it, or {@link #NOT_PLAIN}. */
    long number() {
        byte[] bytes = line;
        int from = at;
        long value = 0;
        int i = from;
        int found = Long.BYTES;
        while (found == Long.BYTES && i < end) {
            long digits = (long) LONG.get(bytes, i) ^ ZEROS;
            long others = (digits + ABOVE_NINE | digits) & HIGH_BITS;
            found = Long.numberOfTrailingZeros(others) >>> 3;
            i += found;
            if (found > 0 && i - from <= MAX_DIGITS) {
                value = value * TENS[found] + eightDigits(digits << Long.SIZE - 8 * found);
            }
        }
        at = i;
        int length = i - from;
        boolean plain = length > 0 && length <= MAX_DIGITS && (bytes[from] != '0' || length == 1);
        return plain ? value : NOT_PLAIN;
    }

    /** The number of eight bytes of one digit each, the first digit in the lowest byte; summed by pairs, then by fours. */
    private static long eightDigits(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        long low = (pairs & 0x000000ff000000ffL) * (100 + (1_000_000L << 32));
        long high = (pairs >>> 16 & 0x000000ff000000ffL) * (1 + (10_000L << 32));
        return low + high >>> 32;
    }

    /** Moves over hexadecimal digits and returns how many there are, or {@link #NOT_PLAIN} for none or more than 16. */
    int hexDigits() {
        byte[] bytes = line;
        int from = at;
        int to = Math.min(end, from + MAX_HEX_DIGITS + 1);
        long value = 0;
        int i = from;
        for (; i < to; i++) {
            int digit = HEX_DIGITS[bytes[i] & 0xff];
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
        }
        hexValue = value;
        at = i;
        int count = i - from;
        return count > 0 && count <= MAX_HEX_DIGITS ? count : NOT_PLAIN;
    }

    /** The value of the last {@link #hexDigits}. */
    long hexValue() {
        return hexValue;
    }
}
