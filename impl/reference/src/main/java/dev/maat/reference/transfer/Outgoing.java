package dev.maat.reference.transfer;

import dev.maat.reference.feedback.RoundTrip;
import dev.maat.reference.packet.Range;
import java.util.List;

/**
 * A provider's knowledge of one joiner's transfer: at most a window of bytes is sent and not acknowledged. The joiner acknowledges
 * cumulatively and selectively (RFC 2018); the time-out is that of RFC 6298, and the window grows and shrinks as in RFC 5681.
 *
 * <table>
 * <caption>The provider and one joiner</caption>
 * <tr><th>on</th><th>then</th></tr>
 * <tr><td>more acknowledged</td><td>the window grows: by as much up to the threshold, beyond it by a piece a window</td></tr>
 * <tr><td>a timed piece acknowledged</td><td>the round trip is measured; no backoff. A piece that was sent again is not timed, and the
 * backoff stays until one is (Karn's rule)</td></tr>
 * <tr><td>a piece beyond a gap acknowledged</td><td>the gap is sent again before anything new; the window halves, once for each
 * window of losses. On a long way the gap must first outlast a quarter of a round trip, since pieces may only have changed places (RFC
 * 8985, section 6.2)</td></tr>
 * <tr><td>time-out</td><td>everything that is not acknowledged is sent again in the smallest window; the time-out doubles</td></tr>
 * <tr><td>time-out before any round trip is measured</td><td>the same, but the threshold stays: the way may only be longer than the first
 * time-out, which says nothing of what it carries</td></tr>
 * <tr><td>{@link #MAX_TIMEOUTS} time-outs in a row</td><td>given up, until the joiner asks again</td></tr>
 * </table>
 */
final class Outgoing {
    private static final int MIN_WINDOW_PIECES = 4;
    private static final int FIRST_WINDOW_PIECES = 8;
    private static final int MAX_TIMEOUTS = 6;

    /** A repair may be on its way for so many round trips before its piece counts as lost again, and for so long at least. */
    private static final int REPAIR_ROUND_TRIPS = 2;

    private static final long MIN_REPAIR_NANOS = 2_000_000;

    /** A gap may close by itself for this part of a round trip; on a way so short that it is less than the minimum, a needless repair costs less. */
    private static final int REORDERING_PART = 4;

    private static final long MIN_REORDERING_NANOS = 1_000_000;

    /** When nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    /** Sends the piece with these bytes. */
    @FunctionalInterface
    interface PieceSink {
        void send(long offset, int length);
    }

    private final long totalBytes;
    private final int pieceBytes;
    private final long maxWindow;
    private final RoundTrip roundTrip = new RoundTrip();

    private long held;
    private long next;
    private List<Range> beyond = List.of();
    private long window;
    private long threshold;
    /** Losses of bytes before it have shrunk the window already. */
    private long lossesCountFrom;

    /** When the gap at {@link #held} counts as a loss, if it is not closed before. */
    private long lossAt = NEVER;

    private long repairNext;
    private long repairEnd;
    private long repairedAt = Long.MIN_VALUE / 2;
    /** The bytes before it may have been sent more than once: an acknowledgement does not tell which time it answers. */
    private long resentBefore;

    private long timedThrough;
    private long timedAt;
    private long deadline = NEVER;
    private int timeouts;
    private int backoff;
    private boolean emptySent;

    /** @param from the bytes before it are with the joiner already, from another provider */
    Outgoing(long totalBytes, long from, int pieceBytes, long maxWindowBytes) {
        this.totalBytes = totalBytes;
        this.pieceBytes = pieceBytes;
        this.held = from;
        this.next = from;
        this.lossesCountFrom = from;
        this.maxWindow = Math.max((long) FIRST_WINDOW_PIECES * pieceBytes, maxWindowBytes);
        this.window = (long) FIRST_WINDOW_PIECES * pieceBytes;
        this.threshold = maxWindow;
    }

    long held() {
        return held;
    }

    boolean isGivenUp() {
        return timeouts > MAX_TIMEOUTS;
    }

    /** The joiner holds the bytes before {@code heldBytes}, and these ranges beyond a gap. */
    void acknowledged(long heldBytes, List<Range> heldBeyond, long now) {
        if (heldBytes < held || heldBytes > totalBytes) {
            return;
        }
        long more = heldBytes - held;
        held = heldBytes;
        next = Math.max(next, held);
        beyond = heldBeyond;
        if (more > 0) {
            if (timedThrough > 0 && held >= timedThrough) {
                roundTrip.measured(now - timedAt);
                timedThrough = 0;
                backoff = 0;
            }
            window = Math.min(maxWindow, window + (window < threshold ? more : more * pieceBytes / window));
            timeouts = 0;
            deadline = held < next ? now + roundTrip.timeoutNanos(backoff) : NEVER;
        }
        if (beyond.isEmpty() || more > 0) {
            lossAt = NEVER;
        }
        if (!beyond.isEmpty()) {
            lossAt = Math.min(lossAt, now + reorderingNanos(now));
            considerLoss(now);
        }
    }

    private long reorderingNanos(long now) {
        // Before the first measurement nothing but the age of the first piece is known of the way.
        long part = roundTrip.smoothedNanos(now - timedAt) / REORDERING_PART;
        return part < MIN_REORDERING_NANOS ? 0 : part;
    }

    private void considerLoss(long now) {
        if (now < lossAt) {
            return;
        }
        lossAt = NEVER;
        long wait = Math.max(MIN_REPAIR_NANOS, REPAIR_ROUND_TRIPS * roundTrip.smoothedNanos(MIN_REPAIR_NANOS));
        if (now - repairedAt < wait) {
            return;
        }
        repairedAt = now;
        repairNext = held;
        repairEnd = Math.min(next, beyond.getLast().from());
        timedThrough = 0;
        if (held >= lossesCountFrom) {
            lossesCountFrom = next;
            threshold = Math.max((long) MIN_WINDOW_PIECES * pieceBytes, window / 2);
            window = threshold;
            deadline = Math.max(deadline, now + roundTrip.timeoutNanos(backoff));
        }
    }

    /** The time-out, if it is over, and the time that a gap had to close by itself. */
    void timePassed(long now) {
        considerLoss(now);
        if (deadline > now) {
            return;
        }
        timeouts++;
        backoff = Math.min(MAX_TIMEOUTS, backoff + 1);
        if (roundTrip.isMeasured()) {
            threshold = Math.max((long) MIN_WINDOW_PIECES * pieceBytes, window / 2);
        }
        window = (long) MIN_WINDOW_PIECES * pieceBytes;
        resentBefore = Math.max(resentBefore, next);
        next = held;
        lossesCountFrom = held;
        lossAt = NEVER;
        repairEnd = 0;
        timedThrough = 0;
        emptySent = false;
        deadline = NEVER;
    }

    /** Whether a piece may be sent now. */
    boolean wantsToSend() {
        return repairNext < repairEnd || unheldFrom(next) < sendEnd() || (totalBytes == 0 && !emptySent);
    }

    /** When {@linkplain #timePassed time} has something to tell next, or {@link #NEVER}. */
    long deadline() {
        return Math.min(deadline, lossAt);
    }

    /** Sends the piece that is next; the bytes of it. Only while it {@link #wantsToSend}. */
    int sendOne(long now, PieceSink sink) {
        repairNext = Math.max(held, repairNext);
        boolean repairs = repairNext < repairEnd;
        long from = unheldFrom(repairs ? repairNext : next);
        long end = Math.min(repairs ? repairEnd : sendEnd(), endOfGap(from));
        int length = (int) Math.min(pieceBytes, Math.max(0, end - from));
        if (repairs) {
            repairNext = from + Math.max(1, length);
        } else {
            next = from + length;
            emptySent = true;
            if (timedThrough == 0 && from >= resentBefore) {
                timedThrough = next;
                timedAt = now;
            }
        }
        if (length > 0 || totalBytes == 0) {
            sink.send(from, length);
        }
        if (deadline == NEVER) {
            deadline = now + roundTrip.timeoutNanos(backoff);
        }
        return length;
    }

    /** A piece is never cut short by the window, but by the end of the state. */
    private long sendEnd() {
        long end = held + window;
        long pieces = (end - held) / pieceBytes;
        return Math.min(totalBytes, held + pieces * pieceBytes);
    }

    /** The first byte from this one on that the joiner is not known to hold. */
    private long unheldFrom(long from) {
        long unheld = from;
        for (Range range : beyond) {
            if (range.from() <= unheld && unheld <= range.to()) {
                unheld = range.to() + 1;
            }
        }
        return unheld;
    }

    private long endOfGap(long from) {
        for (Range range : beyond) {
            if (range.from() > from) {
                return range.from();
            }
        }
        return totalBytes;
    }
}
