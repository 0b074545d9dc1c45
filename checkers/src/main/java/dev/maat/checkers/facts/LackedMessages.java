package dev.maat.checkers.facts;

import java.util.Arrays;

/**
 * The messages that a process lacks: those that count as sent in a view that the process installed, and that it never delivered. A
 * process that delivers nothing lacks nothing, since no message obliges it to another. O(M) where all members deliver all messages,
 * else O(M n log n).
 */
public final class LackedMessages {
    private final Facts facts;
    /** The messages that were sent in a view and that some process may lack are in {@code sentIn}, from this place on to that of the next. */
    private final int[] sentFrom;

    private final int[] sentIn;
    private final int[][] lacked;
    private final boolean any;

    LackedMessages(Facts facts) {
        this.facts = facts;
        this.sentFrom = new int[facts.views.idCount() + 1];
        for (int m = 0; m < facts.messages.count(); m++) {
            for (int i = facts.sends.viewFrom(m); i <= facts.sends.viewTo(m) && perhapsLacked(m); i++) {
                sentFrom[facts.views.id(i) + 1]++;
            }
        }
        for (int id = 0; id < facts.views.idCount(); id++) {
            sentFrom[id + 1] += sentFrom[id];
        }
        this.sentIn = new int[sentFrom[facts.views.idCount()]];
        int[] next = sentFrom.clone();
        for (int m = 0; m < facts.messages.count(); m++) {
            for (int i = facts.sends.viewFrom(m); i <= facts.sends.viewTo(m) && perhapsLacked(m); i++) {
                sentIn[next[facts.views.id(i)]++] = m;
            }
        }
        this.lacked = new int[facts.history.processCount()][];
        boolean found = false;
        for (int q = 0; q < lacked.length; q++) {
            lacked[q] = findBy(q);
            found |= lacked[q].length > 0;
        }
        this.any = found;
    }

    /** Most messages are delivered by all processes that installed the only view in which they were sent. */
    private boolean perhapsLacked(int m) {
        boolean byAll = facts.sends.viewFrom(m) == facts.sends.viewTo(m)
                && facts.views.id(facts.sends.viewFrom(m)) == facts.deliveries.viewOf(m)
                && facts.deliveries.byAll(m);
        return !byAll && facts.sends.counts(m);
    }

    private int[] findBy(int q) {
        IntList found = new IntList();
        boolean delivers = facts.deliveries.from(q) < facts.deliveries.to(q);
        for (int i = facts.views.from(q); delivers && i < facts.views.to(q); i++) {
            int id = facts.views.id(i);
            for (int k = sentFrom[id]; k < sentFrom[id + 1]; k++) {
                if (facts.deliveries.by(q, sentIn[k]) < 0) {
                    found.add(sentIn[k]);
                }
            }
        }
        // A message may have been sent in several views.
        return Arrays.stream(found.toArray()).sorted().distinct().toArray();
    }

    /** Whether some process lacks a message. */
    public boolean any() {
        return any;
    }

    /** The messages that a process lacks, ascending. */
    int[] by(int process) {
        return lacked[process];
    }
}
