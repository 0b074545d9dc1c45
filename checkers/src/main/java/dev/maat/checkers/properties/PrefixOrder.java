package dev.maat.checkers.properties;

import java.util.Arrays;

/**
 * Whether the delivery sequences of several installs of one view follow one order without holes: of any two one is a prefix
 * of the other. With incomplete logs among them only what present events prove is a violation: two messages in two orders,
 * or a complete sequence without a message that another has before one of its own.
 *
 * <p>One object serves many groups; its array of positions belongs to the group being looked at.
 */
final class PrefixOrder {
    /** What was found: nothing, or a mismatch between two installs at a message of each. */
    record Mismatch(int install, int other, int delivery, int otherDelivery, boolean proven) {}

    private final Facts facts;
    private final int[] position;

    PrefixOrder(Facts facts) {
        this.facts = facts;
        this.position = new int[facts.messages.count()];
        Arrays.fill(position, -1);
    }

    /** The installs' deliveries that do not fit, each told to the consumer; the longest complete sequence is the measure. */
    void compare(int[] installs, java.util.function.Consumer<Mismatch> found) {
        int measure = longest(installs, true);
        if (measure == Views.NONE) {
            measure = longest(installs, false);
        }
        index(measure, true);
        for (int install : installs) {
            if (install != measure) {
                against(install, measure, found);
            }
        }
        index(measure, false);
        amongIncomplete(installs, measure, found);
    }

    int longest(int[] installs, boolean complete) {
        int longest = Views.NONE;
        for (int install : installs) {
            if ((!complete || facts.complete(facts.views.process(install)))
                    && (longest == Views.NONE || length(install) > length(longest))) {
                longest = install;
            }
        }
        return longest;
    }

    int length(int install) {
        return facts.deliveries.toIn(install) - facts.deliveries.fromIn(install);
    }

    private void index(int install, boolean set) {
        int from = facts.deliveries.fromIn(install);
        for (int d = from; d < facts.deliveries.toIn(install); d++) {
            position[facts.deliveries.message(d)] = set ? d - from : -1;
        }
    }

    private void against(int install, int measure, java.util.function.Consumer<Mismatch> found) {
        int from = facts.deliveries.fromIn(install);
        int measureFrom = facts.deliveries.fromIn(measure);
        int common = Math.min(length(install), length(measure));
        int k = 0;
        while (k < common && position[facts.deliveries.message(from + k)] == k) {
            k++;
        }
        if (k == common) {
            return;
        }
        boolean bothComplete =
                facts.complete(facts.views.process(install)) && facts.complete(facts.views.process(measure));
        boolean proven = bothComplete || contradicts(install, measure);
        found.accept(new Mismatch(install, measure, from + k, measureFrom + k, proven));
    }

    /**
     * Walks a sequence beside the indexed one: positions must rise, and nothing unknown to a complete measure may come
     * before something it knows; nor may a complete sequence pass over what the measure has before it.
     */
    private boolean contradicts(int install, int measure) {
        boolean measureComplete = facts.complete(facts.views.process(measure));
        boolean installComplete = facts.complete(facts.views.process(install));
        int highest = -1;
        int known = 0;
        boolean unknownSeen = false;
        for (int d = facts.deliveries.fromIn(install); d < facts.deliveries.toIn(install); d++) {
            int at = position[facts.deliveries.message(d)];
            if (at < 0) {
                unknownSeen = true;
                continue;
            }
            if (at < highest || unknownSeen && measureComplete || installComplete && at > known) {
                return true;
            }
            highest = at;
            known++;
        }
        return false;
    }

    private void amongIncomplete(int[] installs, int measure, java.util.function.Consumer<Mismatch> found) {
        for (int one : installs) {
            if (one == measure || facts.complete(facts.views.process(one))) {
                continue;
            }
            index(one, true);
            for (int other : installs) {
                if (other != measure && other > one && !facts.complete(facts.views.process(other))) {
                    against(other, one, found);
                }
            }
            index(one, false);
        }
    }
}
