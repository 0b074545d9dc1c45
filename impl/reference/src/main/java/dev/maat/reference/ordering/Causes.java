package dev.maat.reference.ordering;

import dev.maat.reference.packet.CausesCodec;
import dev.maat.reference.stream.SenderLog;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The causes of the messages of one stream: per stream of the view, through which number the sender had delivered it when it sent a
 * message. The stream says only what has grown since its message before, so it is read in its order, one message at a time.
 */
final class Causes {
    /** A number that no stream reaches: sums of what a damaged stream says stay below it. */
    private static final long MAX_NUMBER = Long.MAX_VALUE / 4;

    private record Growth(long unit, byte[] body) {}

    private final ArrayDeque<Growth> unread;
    private final long[] through;
    /** A copy of {@link #through} that is never changed, until more is read. */
    private long @Nullable [] snapshot;

    Causes(int streams) {
        this(new ArrayDeque<>(), new long[streams]);
    }

    private Causes(ArrayDeque<Growth> unread, long[] through) {
        this.unread = unread;
        this.through = through;
    }

    /** The unit with that number of the stream says what has grown before the messages that follow it. */
    void grow(long unit, byte[] body) {
        unread.add(new Growth(unit, body));
    }

    /** Per rank, the causes of a message; it comes no earlier in the stream than the one asked about before. Not to be changed. */
    long[] of(SenderLog.Message message) {
        for (Growth next = unread.peek(); next != null && next.unit() < message.first(); next = unread.peek()) {
            unread.poll();
            snapshot = null;
            CausesCodec.decode(next.body(), this::add);
        }
        return through;
    }

    /** The causes of the message asked about last, to keep: they are never changed. */
    long[] kept() {
        long[] kept = snapshot;
        if (kept == null) {
            kept = through.clone();
            snapshot = kept;
        }
        return kept;
    }

    /** The same causes, to read ahead in. */
    Causes copy() {
        return new Causes(new ArrayDeque<>(unread), through.clone());
    }

    private void add(int rank, long by) {
        if (rank < through.length) {
            through[rank] = Math.min(MAX_NUMBER, through[rank] + by);
        }
    }
}
