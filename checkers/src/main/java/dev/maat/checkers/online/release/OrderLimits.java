package dev.maat.checkers.online.release;

import dev.maat.checkers.facts.Facts;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The deliveries of one view that the order properties need. If two processes delivered two messages in opposite orders, one such pair
 * stays to the end of the history (it is pinned): it proves every violation that follows from their disagreement. If two processes
 * agree so far, a message must stay if one of them delivered it after a message that the other lacks: that message may still come,
 * out of order.
 */
final class OrderLimits {
    private final Facts facts;
    private final int[] installs;
    private final Set<Long> opposed = new HashSet<>();
    /** For a pair of installs, the first delivery of the first one that the second one lacks. */
    private final Map<Integer, Map<Integer, Integer>> limits = new HashMap<>();

    OrderLimits(Facts facts, int id, BitSet pinned) {
        this.facts = facts;
        this.installs = facts.views.installsOf(id);
        if (!facts.deliveries.prefixesOfOne(installs)) {
            for (int a = 0; a < installs.length; a++) {
                for (int b = a + 1; b < installs.length; b++) {
                    oppose(installs[a], installs[b], pinned);
                }
            }
        }
        for (int p : installs) {
            limit(p);
        }
    }

    private int length(int install) {
        return facts.deliveries.lengthIn(install);
    }

    private int message(int install, int k) {
        return facts.deliveries.message(facts.deliveries.fromIn(install) + k);
    }

    /** Pins the first two messages that both delivered in different orders. */
    private void oppose(int p, int q, BitSet pinned) {
        int atP = 0;
        int atQ = 0;
        while (true) {
            atP = nextCommon(p, atP, q);
            atQ = nextCommon(q, atQ, p);
            if (atP == length(p) || atQ == length(q)) {
                return;
            }
            if (message(p, atP) != message(q, atQ)) {
                pinned.set(message(p, atP));
                pinned.set(message(q, atQ));
                opposed.add(key(p, q));
                opposed.add(key(q, p));
                return;
            }
            atP++;
            atQ++;
        }
    }

    private int nextCommon(int install, int from, int other) {
        int k = from;
        while (k < length(install) && !delivered(other, message(install, k))) {
            k++;
        }
        return k;
    }

    private boolean delivered(int install, int m) {
        int delivery = facts.deliveries.by(facts.views.process(install), m);
        return delivery >= 0 && facts.deliveries.install(delivery) == install;
    }

    private void limit(int p) {
        for (int d = facts.deliveries.fromIn(p); d < facts.deliveries.toIn(p); d++) {
            int m = facts.deliveries.message(d);
            if (facts.deliveries.deliverers(m) >= installs.length && allHave(m)) {
                continue;
            }
            for (int q : installs) {
                if (q != p && !opposed.contains(key(p, q)) && !delivered(q, m)) {
                    limits.computeIfAbsent(p, absent -> new HashMap<>()).putIfAbsent(q, d);
                }
            }
        }
    }

    private boolean allHave(int m) {
        for (int q : installs) {
            if (!delivered(q, m)) {
                return false;
            }
        }
        return true;
    }

    private static long key(int p, int q) {
        return (long) p << 32 | q;
    }

    /** Whether the order properties allow a message to go. All its deliveries must be in this view. */
    boolean mayGo(int m) {
        if (limits.isEmpty()) {
            return true;
        }
        for (int k = 0; k < facts.deliveries.deliverers(m); k++) {
            int delivery = facts.deliveries.ofMessage(m, k);
            Map<Integer, Integer> ofOne = limits.get(facts.deliveries.install(delivery));
            if (ofOne == null) {
                continue;
            }
            for (Map.Entry<Integer, Integer> limit : ofOne.entrySet()) {
                if (delivery > limit.getValue() && delivered(limit.getKey(), m)) {
                    return false;
                }
            }
        }
        return true;
    }
}
