package dev.maat.checkers.properties.order;

import dev.maat.checkers.facts.Facts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Whether the delivery sequences of several installs of one view follow one order without holes: of any two sequences,
 * one is a prefix of the other. If some of the logs are incomplete, only events that are present prove a violation:
 * two messages in two orders, or a complete sequence without a message that another sequence has before one that both
 * have.
 *
 * <p>One object serves many groups; its array of positions belongs to the group being looked at.
 */
final class PrefixOrder {
    private final Facts facts;
    private final int[] position;

    PrefixOrder(Facts facts) {
        this.facts = facts;
        this.position = new int[facts.messages.count()];
        Arrays.fill(position, -1);
    }

    /**
     * Passes each sequence that does not fit to the consumer once: every maximal complete one but the first, every
     * incomplete one that contradicts one of these, and every two incomplete ones that contradict each other. So the
     * count depends on the sequences alone, not on the order in which files name them.
     */
    void compare(int[] installs, Consumer<Mismatch> found) {
        if (facts.deliveries.prefixesOfOne(installs)) {
            return;
        }
        List<Integer> complete = new ArrayList<>();
        List<Integer> incomplete = new ArrayList<>();
        for (int install : installs) {
            (facts.complete(facts.views.process(install)) ? complete : incomplete).add(install);
        }
        List<Integer> maximal = maximal(complete, found);
        for (int install : incomplete) {
            againstAll(install, maximal, found);
        }
        for (int i = 0; i + 1 < incomplete.size(); i++) {
            for (int other : incomplete.subList(i + 1, incomplete.size())) {
                againstAll(other, incomplete.subList(i, i + 1), found);
            }
        }
    }

    /** The sequences that are no prefix of another; of equal ones the first. */
    private List<Integer> maximal(List<Integer> complete, Consumer<Mismatch> found) {
        complete.sort(Comparator.comparingInt(facts.deliveries::lengthIn).reversed());
        List<Integer> maximal = new ArrayList<>();
        for (int install : complete) {
            if (maximal.stream().noneMatch(longer -> fits(install, longer))) {
                if (!maximal.isEmpty()) {
                    found.accept(new Mismatch(install, maximal.get(0), true));
                }
                maximal.add(install);
            }
        }
        return maximal;
    }

    private boolean fits(int install, int other) {
        return facts.deliveries.commonIn(install, other)
                == Math.min(facts.deliveries.lengthIn(install), facts.deliveries.lengthIn(other));
    }

    private void index(int install, boolean set) {
        int from = facts.deliveries.fromIn(install);
        for (int d = from; d < facts.deliveries.toIn(install); d++) {
            position[facts.deliveries.message(d)] = set ? d - from : -1;
        }
    }

    /**
     * Passes on the first of the others that contradicts an incomplete sequence, or else one that only does not fit it.
     */
    private void againstAll(int install, List<Integer> others, Consumer<Mismatch> found) {
        Mismatch unproven = null;
        for (int other : others) {
            if (fits(install, other)) {
                continue;
            }
            index(other, true);
            boolean proven = contradicts(install, other);
            index(other, false);
            if (proven) {
                found.accept(new Mismatch(install, other, true));
                return;
            }
            unproven = new Mismatch(install, other, false);
        }
        if (unproven != null) {
            found.accept(unproven);
        }
    }

    /**
     * Walks a sequence beside the indexed one. Positions must rise. Neither may certainly lack a message that the
     * other has before a message of both, nor may each lack a message of the other.
     */
    private boolean contradicts(int install, int measure) {
        int lacking = firstLacking(install, measure);
        int highest = -1;
        boolean more = false;
        for (int d = facts.deliveries.fromIn(install); d < facts.deliveries.toIn(install); d++) {
            int m = facts.deliveries.message(d);
            int at = position[m];
            if (at < 0) {
                more |= facts.notDeliveredIn(measure, m);
            } else if (at < highest || more || at > lacking) {
                return true;
            } else {
                highest = at;
            }
        }
        return more && lacking < Integer.MAX_VALUE;
    }

    /** The position in the measure of the first message that the other sequence certainly lacks. */
    private int firstLacking(int install, int measure) {
        int from = facts.deliveries.fromIn(measure);
        for (int d = from; d < facts.deliveries.toIn(measure); d++) {
            if (facts.notDeliveredIn(install, facts.deliveries.message(d))) {
                return d - from;
            }
        }
        return Integer.MAX_VALUE;
    }
}
