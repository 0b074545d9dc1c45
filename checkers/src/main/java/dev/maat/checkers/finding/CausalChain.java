package dev.maat.checkers.finding;

import dev.maat.checkers.facts.Facts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Why one message happened before another: a shortest chain of deliveries, each by a process before it sent the next message
 * of the chain, that begins with the first message or with one that its sender sent after it. O(N): each log is looked
 * through once, from its beginning to the latest send that the search met.
 */
public final class CausalChain {
    private static final int NONE = -1;

    private final Facts facts;
    private final int first;
    private final int last;
    /** Of each message met, the delivery that led to it from the next message of the chain. */
    private final int[] via;

    private final int[] nextMessage;
    /** Of each process, its first delivery that was not looked at. */
    private final int[] lookedAt;

    public CausalChain(Facts facts, int first, int last) {
        this.facts = facts;
        this.first = first;
        this.last = last;
        this.via = new int[facts.messages.count()];
        this.nextMessage = new int[facts.messages.count()];
        this.lookedAt = new int[facts.history.processCount()];
        Arrays.fill(via, NONE);
        Arrays.fill(nextMessage, NONE);
        for (int p = 0; p < lookedAt.length; p++) {
            lookedAt[p] = facts.deliveries.from(p);
        }
    }

    /** The chain as a sentence; what it is made of goes to a witness. Nothing if there is no chain. */
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

    /** Meets what the sender of a message had delivered before it sent it; true if the first message is among it. */
    private boolean lookBack(int m, Deque<Integer> queue) {
        int p = facts.messages.sender(m);
        int to = facts.deliveries.to(p);
        for (; lookedAt[p] < to && facts.deliveries.event(lookedAt[p]) < facts.messages.sendEvent(m); lookedAt[p]++) {
            int through = facts.deliveries.message(lookedAt[p]);
            if (through == last || via[through] != NONE) {
                continue;
            }
            via[through] = lookedAt[p];
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
