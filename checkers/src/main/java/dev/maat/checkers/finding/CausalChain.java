package dev.maat.checkers.finding;

import dev.maat.checkers.facts.Facts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Shows why one message happened before another. It is a shortest chain of deliveries, each of them by a process before it sent the
 * next message of the chain. The chain begins with the first message, or with a message that its sender sent after it. O(N): each
 * log is read once, up to the latest of its sends that the search has reached.
 */
public final class CausalChain {
    private static final int NONE = -1;

    private final Facts facts;
    private final int first;
    private final int last;
    /** For each message found, the delivery that led to it from the next message of the chain. */
    private final int[] via;

    private final int[] nextMessage;
    /** For each process, its first delivery that is not searched yet. */
    private final int[] unsearched;

    public CausalChain(Facts facts, int first, int last) {
        this.facts = facts;
        this.first = first;
        this.last = last;
        this.via = new int[facts.messages.count()];
        this.nextMessage = new int[facts.messages.count()];
        this.unsearched = new int[facts.history.processCount()];
        Arrays.fill(via, NONE);
        Arrays.fill(nextMessage, NONE);
        for (int p = 0; p < unsearched.length; p++) {
            unsearched[p] = facts.deliveries.from(p);
        }
    }

    /** The chain as a sentence, with its events added to a witness; empty if there is no chain. */
    public String tell(Witness witness) {
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(last);
        while (!queue.isEmpty()) {
            int m = queue.remove();
            if (sentAfterFirst(m)) {
                return chainFrom(m, true, witness);
            }
            if (lookBack(m, queue)) {
                return chainFrom(first, false, witness);
            }
        }
        return "";
    }

    private boolean sentAfterFirst(int m) {
        return facts.messages.sender(m) == facts.messages.sender(first)
                && facts.sends.returned(first) < facts.messages.sendEvent(m);
    }

    /** Queues the messages that a sender had delivered before it sent a message; true if the first message is among them. */
    private boolean lookBack(int m, Deque<Integer> queue) {
        int p = facts.messages.sender(m);
        int to = facts.deliveries.to(p);
        for (;
                unsearched[p] < to && facts.deliveries.event(unsearched[p]) < facts.messages.sendEvent(m);
                unsearched[p]++) {
            int through = facts.deliveries.message(unsearched[p]);
            if (through == last || via[through] != NONE) {
                continue;
            }
            via[through] = unsearched[p];
            nextMessage[through] = m;
            if (through == first) {
                return true;
            }
            queue.add(through);
        }
        return false;
    }

    private String chainFrom(int begin, boolean sentAfter, Witness witness) {
        List<String> told = new ArrayList<>();
        if (sentAfter) {
            witness.sending(first).send(begin);
            told.add(facts.process(facts.messages.sender(first)) + " sent " + facts.message(first) + " before "
                    + facts.message(begin));
        }
        for (int m = begin; m != last; m = nextMessage[m]) {
            int next = nextMessage[m];
            witness.send(m).failed(m).delivery(via[m]).send(next);
            told.add(facts.process(facts.messages.sender(next)) + " delivered " + facts.message(m) + " before it sent "
                    + facts.message(next));
        }
        return String.join(", ", told);
    }
}
