package dev.maat.checkers.properties.delivery;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Orders;
import dev.maat.checkers.finding.Proof;
import dev.maat.checkers.finding.Witness;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.ProcessLog;
import java.util.BitSet;

/**
 * A process delivers a message at most once (CKV 4.2, HT integrity). A recovering process of a static group may deliver
 * again, at each later start, a run of its first deliveries that reaches to the last of them, before anything new.
 *
 * <p>Cost: O(N). A case is a delivered message; it is at risk if the message is. Violated by two deliveries of n1.0:7
 * at n2.0, in one view or in two.
 */
public final class NoDuplication implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.NO_DUPLICATION;
    }

    /** Lines of one log prove it, up to some line: no later line changes them. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.all();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        tellRepeated(facts, new BitSet(), findings);
        Orders.countDelivered(facts, findings);
    }

    /** Tells each message, other than those already broken, that a process delivered again. */
    public static void tellRepeated(Facts facts, BitSet broken, Findings findings) {
        for (ProcessLog log : facts.history.logs()) {
            int p = log.process();
            if (log.count(EventType.DELIVER) > facts.deliveries.to(p) - facts.deliveries.from(p)) {
                if (log.parts().size() > 1) {
                    repeatedInALife(facts, log, broken, findings);
                }
                repeated(facts, log, broken, findings);
            }
        }
    }

    /**
     * Where the log of a life is missing, the first delivery of a message in a later life may come again or not. The second one in the
     * same life does in any case.
     */
    private static void repeatedInALife(Facts facts, ProcessLog log, BitSet broken, Findings findings) {
        BitSet unsure = new BitSet();
        for (int i = 0; i < log.size(); i++) {
            if (log.beginsLife(i)) {
                unsure.clear();
            }
            int m = log.type(i) == EventType.DELIVER ? log.message(i) : ProcessLog.UNREADABLE;
            if (m == ProcessLog.UNREADABLE) {
                continue;
            }
            if (unsure.get(m) && !broken.get(m)) {
                broken.set(m);
                int again = i;
                findings.violated(
                        log.name() + " delivered " + facts.message(m) + " twice",
                        witness ->
                                witness.event(log.process(), before(log, again)).event(log.process(), again));
            }
            if (isUnsure(facts, log, i)) {
                unsure.set(m);
            }
        }
    }

    /** Whether a delivery may be the first one of its message, or one that comes again: no delivery before it is known. */
    private static boolean isUnsure(Facts facts, ProcessLog log, int event) {
        int first = facts.deliveries.by(log.process(), log.message(event));
        return log.redelivers(event) && (first < 0 || facts.deliveries.event(first) > event);
    }

    /** The delivery of the same message before this one. */
    private static int before(ProcessLog log, int event) {
        int before = event - 1;
        while (log.type(before) != EventType.DELIVER || log.message(before) != log.message(event)) {
            before--;
        }
        return before;
    }

    private static void repeated(Facts facts, ProcessLog log, BitSet broken, Findings findings) {
        int next = facts.deliveries.from(log.process());
        for (int i = 0; i < log.size(); i++) {
            if (log.type(i) != EventType.DELIVER) {
                continue;
            }
            if (next < facts.deliveries.to(log.process()) && facts.deliveries.event(next) == i) {
                next++;
                continue;
            }
            int m = log.message(i);
            if (m != ProcessLog.UNREADABLE && !broken.get(m) && !log.redelivers(i)) {
                broken.set(m);
                int again = i;
                findings.violated(log.name() + " delivered " + facts.message(m) + " twice", witness -> {
                    witness.delivery(facts.deliveries.by(log.process(), m)).event(log.process(), again);
                    if (log.parts().size() > 1) {
                        noRun(facts, log, again, witness);
                    }
                });
            }
        }
    }

    /** Shows that a delivery that came again is in no run of first deliveries that reaches to the last one. */
    private static void noRun(Facts facts, ProcessLog log, int again, Witness witness) {
        int p = log.process();
        int life = log.lifeOf(again);
        int known = facts.deliveries.firstAfter(p, life - 1);
        int expected = -1;
        int before = -1;
        for (int i = life; i < log.size() && (i == life || !log.beginsLife(i)); i++) {
            if (log.type(i) != EventType.DELIVER || log.message(i) == ProcessLog.UNREADABLE) {
                continue;
            }
            int first = facts.deliveries.by(p, log.message(i));
            if (isUnsure(facts, log, i)) {
                continue;
            }
            if (expected < 0) {
                expected = first < known ? first : known;
            }
            if (expected < known && first != expected) {
                breaks(facts, log, i, expected, witness);
                return;
            }
            expected = Math.min(expected + 1, known);
            before = i < again ? i : before;
        }
        if (before >= 0) {
            witness.event(p, before).delivery(facts.deliveries.by(p, log.message(before)));
        }
    }

    /** Shows the delivery that breaks a run, and the one that the run would have gone on with. */
    private static void breaks(Facts facts, ProcessLog log, int event, int expected, Witness witness) {
        int p = log.process();
        int m = log.message(event);
        witness.delivery(expected).delivery(facts.deliveries.by(p, m));
        for (int i = log.lifeOf(event); i <= event; i++) {
            if (log.type(i) == EventType.DELIVER && log.message(i) == m) {
                witness.event(p, i);
            }
        }
    }
}
