package dev.maat.checkers.facts;

import java.util.Arrays;

/**
 * The messages that one message happened before. Each process has at most one event from which on its sends are among them: the
 * return of the message at its sender, or the first delivery of the message or of one of those. O(N).
 */
public final class CausalFuture {
    private static final int NEVER = Integer.MAX_VALUE;

    private final Facts facts;
    private final int[][] sent;
    /** By process, the event after which its sends are in the future. */
    private final int[] after;
    /** By process, the event after which its sends have been looked at. */
    private final int[] searched;

    private final IntList queue = new IntList();

    public CausalFuture(Facts facts, int m) {
        this.facts = facts;
        this.sent = facts.sends.inOrder();
        this.after = new int[sent.length];
        this.searched = new int[sent.length];
        Arrays.fill(after, NEVER);
        Arrays.fill(searched, NEVER);
        reach(facts.messages.sender(m), facts.sends.returned(m));
        delivered(m);
        for (int k = 0; k < queue.size(); k++) {
            search(queue.get(k));
        }
    }

    /** Whether a message is among them. */
    public boolean has(int later) {
        return facts.messages.sendEvent(later) > after[facts.messages.sender(later)];
    }

    private void reach(int p, int event) {
        if (event < after[p]) {
            after[p] = event;
            queue.add(p);
        }
    }

    private void delivered(int m) {
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            reach(facts.deliveries.process(delivery), facts.deliveries.event(delivery));
        }
    }

    private void search(int p) {
        int to = searched[p];
        searched[p] = after[p];
        for (int k = firstAfter(p, searched[p]); k < sent[p].length; k++) {
            if (facts.messages.sendEvent(sent[p][k]) > to) {
                return;
            }
            delivered(sent[p][k]);
        }
    }

    private int firstAfter(int p, int event) {
        int low = 0;
        int high = sent[p].length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (facts.messages.sendEvent(sent[p][middle]) > event) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
