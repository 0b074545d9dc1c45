package dev.maat.checkers.facts;

import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import org.jspecify.annotations.Nullable;

/**
 * One order of all messages that the deliveries of every process follow, if there is one, and whether it also has every message
 * after the messages that happened before it. If it has, no process can have delivered two messages against causal order, and no
 * clocks are needed to show it. O(N + M).
 */
public final class OneOrder {
    private final Facts facts;
    private final int @Nullable [] rank;
    private final boolean causal;

    OneOrder(Facts facts) {
        this.facts = facts;
        this.rank = ranks();
        this.causal = rank != null && causal(rank);
    }

    /** Repeatedly removes a message that is the next delivery of all its deliverers; null if some messages can never be removed. */
    private int @Nullable [] ranks() {
        Deliveries deliveries = facts.deliveries;
        int messages = facts.messages.count();
        int[] before = new int[messages];
        for (int p = 0; p < facts.history.processCount(); p++) {
            for (int d = deliveries.from(p) + 1; d < deliveries.to(p); d++) {
                before[deliveries.message(d)]++;
            }
        }
        int[] free = new int[messages];
        int count = 0;
        for (int m = 0; m < messages; m++) {
            if (before[m] == 0) {
                free[count++] = m;
            }
        }
        for (int k = 0; k < count; k++) {
            int m = free[k];
            // The message is placed for good: from here on the array holds its rank.
            before[m] = k;
            for (int j = 0; j < deliveries.deliverers(m); j++) {
                int next = deliveries.ofMessage(m, j) + 1;
                if (!deliveries.beginsProcess(next) && --before[deliveries.message(next)] == 0) {
                    free[count++] = deliveries.message(next);
                }
            }
        }
        return count == messages ? before : null;
    }

    private boolean causal(int[] ranks) {
        for (ProcessLog log : facts.history.logs()) {
            if (!causal(log, ranks)) {
                return false;
            }
        }
        return true;
    }

    /** Whether each message that a process sent ranks above every message that it had delivered, or sent and seen return. */
    private boolean causal(ProcessLog log, int[] ranks) {
        boolean byInvocation = facts.history.header().invocationOrder();
        int highest = -1;
        for (int i = 0; i < log.size(); i++) {
            EventType type = log.type(i);
            boolean send = type == EventType.SEND;
            if (!send && type != EventType.DELIVER && type != EventType.SENT) {
                continue;
            }
            int m = log.message(i);
            // A message that no process delivers is not ordered.
            if (m < 0 || facts.deliveries.deliverers(m) == 0) {
                continue;
            }
            if (send && ranks[m] <= highest) {
                return false;
            }
            boolean before = type == EventType.DELIVER || (byInvocation ? send && facts.sends.counts(m) : !send);
            if (before && ranks[m] > highest) {
                highest = ranks[m];
            }
        }
        return true;
    }

    /** Whether there is an order that all deliveries follow. */
    public boolean exists() {
        return rank != null;
    }

    /** Whether the order respects happened-before, for the messages that were delivered. */
    public boolean causal() {
        return causal;
    }
}
