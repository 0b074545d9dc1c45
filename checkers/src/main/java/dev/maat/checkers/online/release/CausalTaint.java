package dev.maat.checkers.online.release;

import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.IntList;
import dev.maat.checkers.history.MessageTable;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Messages with an unfinished message in their causal past: their sender sent them after it had sent or delivered an unfinished
 * message, or a message that has one in its own past. The sends of each process are visited once. O(N log N).
 */
final class CausalTaint {
    private final Facts facts;
    private final BitSet tainted = new BitSet();
    /** For each process, its sends by their event, and how many of them are still untainted. */
    private final int[][] sends;

    private final int[] clean;
    private final int[] badFrom;
    private final IntList work = new IntList();

    CausalTaint(Facts facts, BitSet finished) {
        this.facts = facts;
        int processes = facts.history.processCount();
        this.sends = facts.sends.inOrder();
        this.clean = new int[processes];
        this.badFrom = new int[processes];
        Arrays.fill(badFrom, Integer.MAX_VALUE);
        for (int p = 0; p < processes; p++) {
            clean[p] = sends[p].length;
        }
        for (int m = 0; m < facts.messages.count(); m++) {
            if (!finished.get(m)) {
                spread(m);
            }
        }
        for (int k = 0; k < work.size(); k++) {
            taintSends(work.get(k));
        }
    }

    private void spread(int m) {
        if (facts.messages.sendEvent(m) != MessageTable.NONE) {
            bad(facts.messages.sender(m), facts.messages.sendEvent(m));
        }
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            bad(facts.deliveries.process(delivery), facts.deliveries.event(delivery));
        }
    }

    private void bad(int p, int event) {
        if (event < badFrom[p]) {
            badFrom[p] = event;
            work.add(p);
        }
    }

    private void taintSends(int p) {
        while (clean[p] > 0 && facts.messages.sendEvent(sends[p][clean[p] - 1]) > badFrom[p]) {
            int m = sends[p][--clean[p]];
            tainted.set(m);
            spread(m);
        }
    }

    boolean has(int m) {
        return tainted.get(m);
    }
}
