package dev.maat.checkers.history;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Puts the logs of a node's processes together, and finds what each process delivered again: a contiguous run of the node's first
 * deliveries that reaches to the last of them or to the end of the log, before anything new.
 *
 * <p>If the log of some process of the node is missing, it may have delivered anything first. So a message that no other log shows,
 * and that comes before the last known first delivery, may be a re-delivery as well.
 */
final class Redeliveries {
    private final ProcessLog whole;
    private final boolean lacksLife;
    private final Map<Integer, Integer> first = new HashMap<>();
    private int lastFirst = -1;

    Redeliveries(ProcessLog whole, boolean lacksLife) {
        this.whole = whole;
        this.lacksLife = lacksLife;
    }

    void append(ProcessLog part) {
        int from = whole.size();
        int known = first.size();
        int lastKnown = lastFirst;
        BitSet again = new BitSet();
        BitSet unsure = new BitSet();
        int expected = -1;
        int reached = known == 0 || !lacksLife ? 0 : -1;
        boolean broken = false;
        for (int i = 0; i < part.size(); i++) {
            int m = part.type(i) == EventType.DELIVER ? part.message(i) : ProcessLog.UNREADABLE;
            if (m == ProcessLog.UNREADABLE) {
                continue;
            }
            int position = first.getOrDefault(m, -1);
            if (reached < 0 && position < 0) {
                unsure.set(i);
                continue;
            }
            if (reached < 0 && position == known - 1) {
                reached = i;
            }
            if (expected < 0) {
                expected = position >= 0 && position < known ? position : known;
            }
            if (expected < known) {
                broken |= position != expected;
                expected++;
                again.set(i, !broken);
            }
            if (first.putIfAbsent(m, first.size()) == null) {
                lastFirst = from + i;
            }
        }
        if (!broken) {
            unsure.or(again);
        }
        whole.append(part, unsure);
        if (lacksLife && known > 0 && reached >= 0) {
            whole.reached(from, lastKnown, from + reached);
        }
    }
}
