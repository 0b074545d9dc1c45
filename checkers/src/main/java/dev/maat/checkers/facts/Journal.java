package dev.maat.checkers.facts;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The messages that came into the past of one process, in the order in which they came. A prefix of it is the past of each message
 * that the process sends, so nothing has to be stored for a message but a length. Another process reads only what it has not read
 * yet. Summaries of prefixes save a reader that comes late from reading all of it.
 */
final class Journal {
    private static final int MIN_BETWEEN_SUMMARIES = 1 << 10;

    /** The messages of a prefix without those that come with another message of it. */
    private record Summary(int length, int[] messages) {}

    private final SendOrders orders;
    private final List<Summary> summaries = new ArrayList<>();
    private int[] messages = new int[16];
    private int length;
    private int nextSummary;
    private long summaryInts;
    private boolean closed;

    Journal(SendOrders orders) {
        this.orders = orders;
        this.nextSummary = Math.max(MIN_BETWEEN_SUMMARIES, orders.processes());
    }

    /** @param ended senders whose messages no process asks for any more */
    void add(int m, BitSet ended) {
        if (closed) {
            return;
        }
        if (length == nextSummary) {
            summarize(ended);
        }
        if (length == messages.length) {
            messages = Arrays.copyOf(messages, length * 2);
        }
        messages[length++] = m;
    }

    /** Drops it: no process reads it any more. */
    void close() {
        closed = true;
        messages = new int[0];
        summaries.clear();
        summaryInts = 0;
    }

    int length() {
        return length;
    }

    long bytes() {
        return (messages.length + summaryInts) * Integer.BYTES;
    }

    private void summarize(BitSet ended) {
        Journal summary = new Journal(orders);
        read(0, length, new KnownPast(orders), summary, ended);
        summaries.add(new Summary(length, Arrays.copyOf(summary.messages, summary.length)));
        summaryInts += summary.length;
        nextSummary += Math.max(Math.max(MIN_BETWEEN_SUMMARIES, orders.processes()), 2 * summary.length);
    }

    /**
     * Adds the messages from one length to another to the past and the journal of a reader, if they are new there. The newest come
     * first, since they bring most of the older ones with them.
     */
    void read(int from, int to, KnownPast past, Journal journal, BitSet ended) {
        int k = summaries.size() - 1;
        while (k >= 0 && summaries.get(k).length() > to) {
            k--;
        }
        if (k < 0 || summaries.get(k).length() <= from) {
            read(messages, from, to, past, journal, ended);
        } else {
            Summary summary = summaries.get(k);
            read(messages, summary.length(), to, past, journal, ended);
            read(summary.messages(), 0, summary.messages().length, past, journal, ended);
        }
    }

    private void read(int[] all, int from, int to, KnownPast past, Journal journal, BitSet ended) {
        for (int k = to - 1; k >= from; k--) {
            if (!past.has(all[k]) && !ended.get(orders.sender(all[k]))) {
                past.add(all[k]);
                journal.add(all[k], ended);
            }
        }
    }
}
