package dev.maat.checkers.reading;

import dev.maat.checkers.history.BadLineException;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.HistoryBuilder;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ViewInstall;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads canonical lines, which are nearly all lines of a history, directly from their bytes: keys in the order of the format, no
 * spaces, no escapes, plain numbers, no unknown keys. All other lines, and lines of rare events, are left to {@link LineParser}.
 *
 * <p>A line is scanned to its end before anything is taken from it, in the order in which {@link LineParser} takes it. So processes
 * and messages get the same numbers on either path, and a line that turns out not to be canonical has had no effect.
 */
final class CanonicalLines {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int NOT_CANONICAL = -1;
    private static final int MAX_DIGITS = 18;
    private static final int MAX_HASH_DIGITS = 16;
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

    private static final Literal P = new Literal("{\"p\":\"");
    private static final Literal T = new Literal("\",\"t\":");
    private static final Literal E = new Literal(",\"e\":\"");
    private static final Literal M = new Literal(",\"m\":\"");
    private static final Literal HASH = new Literal(",\"hash\":");
    private static final Literal SIZE = new Literal(",\"size\":");
    private static final Literal LAST = new Literal(",\"last\":");
    private static final Literal TRUE = new Literal("true");
    private static final Literal PLACE = new Literal(",\"place\"");

    private static final Literal DELIVER = new Literal("deliver\"");
    private static final Literal SEND = new Literal("send\"");
    private static final Literal SENT = new Literal("sent\"");
    private static final Literal SAFE = new Literal("safe\"");
    private static final Literal VIEW = new Literal("view\"");
    private static final Literal BLOCK = new Literal("block\"");
    private static final Literal UNBLOCK = new Literal("unblock\"");

    /** At most eight bytes that are compared at once with those of a line. */
    private static final class Literal {
        final int length;
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

        boolean at(byte[] line, int position) {
            return ((long) LONG.get(line, position) & mask) == bytes;
        }
    }

    private final HistoryBuilder builder;
    private final ViewLines views = new ViewLines();
    private final ByteKeys processes = new ByteKeys();
    private byte[] line = new byte[0];
    private int at;
    private int end;
    private boolean newView;

    /** The fields of the line, as far as it was scanned. */
    private int processTo;

    private int processHash;
    private int senderFrom;
    private int senderTo;
    private int senderHash;
    private long number;
    private int hashDigits;
    private long hash;
    private long size;
    private boolean last;
    private boolean hasPlace;
    private long place;

    CanonicalLines(HistoryBuilder builder) {
        this.builder = builder;
    }

    /**
     * Takes a line if it is canonical; returns false and takes nothing if it is not. After the line {@link Lines#SLACK_BYTES} must be
     * readable.
     *
     * @throws BadLineException if the line is impossible
     */
    boolean accept(byte[] bytes, int from, int to) throws BadLineException {
        line = bytes;
        at = from;
        end = to;
        newView = false;
        if (to - from < P.length || !P.at(bytes, from)) {
            return false;
        }
        at += P.length;
        int processFrom = at;
        processHash = name((byte) '"');
        processTo = at;
        if (processHash == NOT_CANONICAL || !skip(T)) {
            return false;
        }
        long nanos = number();
        if (nanos < 0 || !skip(E)) {
            return false;
        }
        if (skip(DELIVER)) {
            return message() && hash() && place() && ended() && deliver(processFrom, nanos);
        }
        if (skip(SENT)) {
            return message() && ended() && sent(processFrom, nanos);
        }
        if (skip(SEND)) {
            return message() && hash() && size() && last() && ended() && send(processFrom, nanos);
        }
        if (skip(SAFE)) {
            return message() && ended() && safe(processFrom, nanos);
        }
        if (VIEW.at(bytes, at)) {
            return view(processFrom, nanos);
        }
        if (skip(BLOCK)) {
            return ended() && plain(EventType.BLOCK, processFrom, nanos);
        }
        return skip(UNBLOCK) && ended() && plain(EventType.UNBLOCK, processFrom, nanos);
    }

    private boolean skip(Literal literal) {
        if (!literal.at(line, at)) {
            return false;
        }
        at += literal.length;
        return true;
    }

    private boolean ended() {
        return at == end - 1 && line[at] == '}';
    }

    /** Moves to the delimiter after a name and returns the hash of the name, which has no character that JSON would escape. */
    private int name(byte delimiter) {
        byte[] bytes = line;
        int from = at;
        int to = end;
        int sum = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == delimiter) {
                at = i;
                return i == from ? NOT_CANONICAL : sum & Integer.MAX_VALUE;
            }
            if (b < ' ' || b == '"' || b == '\\' || b == 0x7f) {
                return NOT_CANONICAL;
            }
            sum = sum * 31 + b;
        }
        return NOT_CANONICAL;
    }

    /** A plain number that is not negative, or {@link #NOT_CANONICAL}; reads eight digits at a time. */
    private long number() {
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
        return plain ? value : NOT_CANONICAL;
    }

    /** The number of eight bytes of one digit each, the first digit in the lowest byte; summed by pairs, then by fours. */
    private static long eightDigits(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        long low = (pairs & 0x000000ff000000ffL) * (100 + (1_000_000L << 32));
        long high = (pairs >>> 16 & 0x000000ff000000ffL) * (1 + (10_000L << 32));
        return low + high >>> 32;
    }

    private boolean message() {
        if (!skip(M)) {
            return false;
        }
        senderFrom = at;
        senderHash = name((byte) ':');
        senderTo = at++;
        if (senderHash == NOT_CANONICAL) {
            return false;
        }
        number = number();
        return number > 0 && at < end && line[at++] == '"';
    }

    private boolean hash() {
        hashDigits = 0;
        hash = 0;
        if (!skip(HASH)) {
            return true;
        }
        if (line[at++] != '"') {
            return false;
        }
        byte[] bytes = line;
        int from = at;
        int to = Math.min(end, from + MAX_HASH_DIGITS + 1);
        long value = 0;
        int i = from;
        for (; i < to; i++) {
            int digit = HEX_DIGITS[bytes[i] & 0xff];
            if (digit < 0) {
                break;
            }
            value = value << 4 | digit;
        }
        hash = value;
        hashDigits = i - from;
        at = i + 1;
        return hashDigits > 0 && hashDigits <= MAX_HASH_DIGITS && i < end && bytes[i] == '"';
    }

    private boolean size() {
        size = MessageTable.NONE;
        if (skip(SIZE)) {
            size = number();
            return size >= 0 && size <= LineParser.MAX_SIZE_BYTES;
        }
        return true;
    }

    private boolean last() {
        last = skip(LAST);
        return !last || skip(TRUE);
    }

    private boolean place() {
        hasPlace = skip(PLACE);
        if (hasPlace) {
            if (line[at++] != ':') {
                return false;
            }
            place = number();
            return place >= 0;
        }
        return true;
    }

    private boolean deliver(int processFrom, long nanos) throws BadLineException {
        int process = process(processFrom, processTo, processHash);
        int message = builder.message(process(senderFrom, senderTo, senderHash), number);
        int index = builder.deliver(process, nanos, message, (byte) hashDigits, hash);
        if (hasPlace) {
            builder.place(process, index, place);
        }
        return true;
    }

    private boolean send(int processFrom, long nanos) throws BadLineException {
        int process = process(processFrom, processTo, processHash);
        int message = builder.message(process(senderFrom, senderTo, senderHash), number);
        builder.send(process, nanos, message, (int) size, last, (byte) hashDigits, hash);
        return true;
    }

    private boolean sent(int processFrom, long nanos) throws BadLineException {
        int process = process(processFrom, processTo, processHash);
        builder.sent(process, nanos, builder.message(process(senderFrom, senderTo, senderHash), number));
        return true;
    }

    private boolean safe(int processFrom, long nanos) throws BadLineException {
        int process = process(processFrom, processTo, processHash);
        int message = builder.message(process(senderFrom, senderTo, senderHash), number);
        builder.event(process, EventType.SAFE, nanos, message);
        return true;
    }

    private boolean plain(EventType type, int processFrom, long nanos) throws BadLineException {
        builder.event(process(processFrom, processTo, processHash), type, nanos, 0);
        return true;
    }

    /** All processes that install a view write the same of it, so the bytes from the event's name on are parsed once. */
    private boolean view(int processFrom, long nanos) throws BadLineException {
        if (at >= end) {
            return false;
        }
        ViewInstall same = views.known(line, at, end);
        newView = same == null;
        if (same == null) {
            return false;
        }
        builder.view(process(processFrom, processTo, processHash), nanos, same);
        return true;
    }

    /** Called when the general path took the line that was refused: a plain view line is known from now on. */
    void takenOtherwise() {
        if (newView) {
            ViewInstall install = builder.lastInstall();
            if (!builder.hasExtra(install)) {
                views.remember(line, at, end, install);
            }
        }
    }

    private int process(int from, int to, int itsHash) throws BadLineException {
        int known = processes.get(line, from, to, itsHash);
        if (known == ByteKeys.ABSENT) {
            known = builder.process(new String(line, from, to - from, StandardCharsets.US_ASCII));
            processes.put(line, from, to, itsHash, known);
        }
        return known;
    }
}
