package dev.maat.checkers.reading;

import dev.maat.checkers.history.BadLineException;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.HistoryBuilder;
import dev.maat.checkers.history.MessageTable;
import dev.maat.checkers.history.ViewInstall;
import dev.maat.checkers.reading.LineScanner.Literal;
import java.nio.charset.StandardCharsets;

/**
 * Reads canonical lines, which are nearly all lines of a history, directly from their bytes: keys in the order of the format, no
 * spaces, no escapes, plain numbers, no unknown keys. All other lines, and lines of rare events, are left to {@link LineParser}.
 *
 * <p>A line is scanned to its end before anything is taken from it, in the order in which {@link LineParser} takes it. So processes
 * and messages get the same numbers on either path, and a line that turns out not to be canonical has had no effect.
 */
final class CanonicalLines {
    private static final int NOT_PLAIN = LineScanner.NOT_PLAIN;

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

    private final HistoryBuilder builder;
    private final ViewLines views = new ViewLines();
    private final ByteKeys processes = new ByteKeys();
    private final LineScanner scanner = new LineScanner();
    private boolean newView;

    /** The fields of the line, as far as it was scanned. */
    private int processFrom;

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
        scanner.begin(bytes, from, to);
        newView = false;
        if (!scanner.skip(P)) {
            return false;
        }
        processFrom = scanner.at();
        processHash = scanner.name('"');
        processTo = scanner.at();
        if (processHash == NOT_PLAIN || !scanner.skip(T)) {
            return false;
        }
        long nanos = scanner.number();
        if (nanos < 0 || !scanner.skip(E)) {
            return false;
        }
        if (scanner.skip(DELIVER)) {
            return message() && hash() && place() && scanner.closes() && deliver(nanos);
        }
        if (scanner.skip(SENT)) {
            return message() && scanner.closes() && sent(nanos);
        }
        if (scanner.skip(SEND)) {
            return message() && hash() && size() && last() && scanner.closes() && send(nanos);
        }
        if (scanner.skip(SAFE)) {
            return message() && scanner.closes() && safe(nanos);
        }
        if (scanner.sees(VIEW)) {
            return view(nanos);
        }
        if (scanner.skip(BLOCK)) {
            return scanner.closes() && plain(EventType.BLOCK, nanos);
        }
        return scanner.skip(UNBLOCK) && scanner.closes() && plain(EventType.UNBLOCK, nanos);
    }

    private boolean message() {
        if (!scanner.skip(M)) {
            return false;
        }
        senderFrom = scanner.at();
        senderHash = scanner.name(':');
        senderTo = scanner.at();
        if (senderHash == NOT_PLAIN || !scanner.skip(':')) {
            return false;
        }
        number = scanner.number();
        return number > 0 && scanner.skip('"');
    }

    private boolean hash() {
        hashDigits = 0;
        hash = 0;
        if (!scanner.skip(HASH)) {
            return true;
        }
        if (!scanner.skip('"')) {
            return false;
        }
        hashDigits = scanner.hexDigits();
        hash = scanner.hexValue();
        return hashDigits != NOT_PLAIN && scanner.skip('"');
    }

    private boolean size() {
        size = MessageTable.NONE;
        if (scanner.skip(SIZE)) {
            size = scanner.number();
            return size >= 0 && size <= LineParser.MAX_SIZE_BYTES;
        }
        return true;
    }

    private boolean last() {
        last = scanner.skip(LAST);
        return !last || scanner.skip(TRUE);
    }

    private boolean place() {
        hasPlace = scanner.skip(PLACE);
        if (!hasPlace) {
            return true;
        }
        if (!scanner.skip(':')) {
            return false;
        }
        place = scanner.number();
        return place >= 0;
    }

    private boolean deliver(long nanos) throws BadLineException {
        int process = process();
        int message = builder.message(sender(), number);
        int index = builder.deliver(process, nanos, message, (byte) hashDigits, hash);
        if (hasPlace) {
            builder.place(process, index, place);
        }
        return true;
    }

    private boolean send(long nanos) throws BadLineException {
        int process = process();
        int message = builder.message(sender(), number);
        builder.send(process, nanos, message, (int) size, last, (byte) hashDigits, hash);
        return true;
    }

    private boolean sent(long nanos) throws BadLineException {
        int process = process();
        builder.sent(process, nanos, builder.message(sender(), number));
        return true;
    }

    private boolean safe(long nanos) throws BadLineException {
        int process = process();
        int message = builder.message(sender(), number);
        builder.event(process, EventType.SAFE, nanos, message);
        return true;
    }

    private boolean plain(EventType type, long nanos) throws BadLineException {
        builder.event(process(), type, nanos, 0);
        return true;
    }

    /** All processes that install a view write the same of it, so the bytes from the event's name on are parsed once. */
    private boolean view(long nanos) throws BadLineException {
        if (scanner.at() >= scanner.end()) {
            return false;
        }
        ViewInstall same = views.known(scanner.line(), scanner.at(), scanner.end());
        newView = same == null;
        if (same == null) {
            return false;
        }
        builder.view(process(), nanos, same);
        return true;
    }

    /** Called when the general path took the line that was refused: a plain view line is known from now on. */
    void takenOtherwise() {
        if (newView) {
            ViewInstall install = builder.lastInstall();
            if (!builder.hasExtra(install)) {
                views.remember(scanner.line(), scanner.at(), scanner.end(), install);
            }
        }
    }

    private int process() throws BadLineException {
        return process(processFrom, processTo, processHash);
    }

    private int sender() throws BadLineException {
        return process(senderFrom, senderTo, senderHash);
    }

    private int process(int from, int to, int itsHash) throws BadLineException {
        byte[] line = scanner.line();
        int known = processes.get(line, from, to, itsHash);
        if (known == ByteKeys.ABSENT) {
            known = builder.process(new String(line, from, to - from, StandardCharsets.US_ASCII));
            processes.put(line, from, to, itsHash, known);
        }
        return known;
    }
}
