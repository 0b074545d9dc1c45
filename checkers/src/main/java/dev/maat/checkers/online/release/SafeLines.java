package dev.maat.checkers.online.release;

import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.LastView;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import java.util.BitSet;

/** The safe indications of a history, message by message. */
final class SafeLines {
    private final Facts facts;
    private final boolean any;
    private final int[] count;
    private final int[] risky;
    private final long[] latest;
    private final BitSet odd = new BitSet();
    private final BitSet[] told;

    SafeLines(Facts facts) {
        this.facts = facts;
        int messages = facts.messages.count();
        this.any = LastView.anySafe(facts);
        this.count = new int[messages];
        this.risky = new int[messages];
        this.latest = new long[messages];
        this.told = new BitSet[facts.history.processCount()];
        for (ProcessLog log : facts.history.logs()) {
            told[log.process()] = new BitSet();
            for (int i = 0; i < log.size() && log.count(EventType.SAFE) > 0; i++) {
                if (log.type(i) == EventType.SAFE) {
                    line(log, i);
                }
            }
        }
    }

    private void line(ProcessLog log, int index) {
        int m = log.message(index);
        int p = log.process();
        long nanos = log.timeNanos(index);
        count[m]++;
        risky[m] += facts.risk.overlapsFault(nanos, nanos) ? 1 : 0;
        latest[m] = Math.max(latest[m], nanos);
        told[p].set(m);
        boolean outside = facts.views.currentAt(p, index) == Views.NONE;
        if (outside || facts.deliveries.by(p, m) < 0) {
            odd.set(m);
        }
    }

    /** Whether all deliverers that did not move on from the message's view had its safe indication, if the history has any at all. */
    boolean settled(int m) {
        if (odd.get(m)) {
            return false;
        }
        for (int k = 0; any && k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            boolean movedOn = facts.views.next(facts.deliveries.install(delivery)) != Views.NONE;
            if (!movedOn && !told[facts.deliveries.process(delivery)].get(m)) {
                return false;
            }
        }
        return true;
    }

    int count(int m) {
        return count[m];
    }

    int risky(int m) {
        return risky[m];
    }

    long latestNanos(int m) {
        return latest[m];
    }
}
