package dev.maat.checkers.properties.order;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.LetGoMessages;
import dev.maat.checkers.finding.Proof;
import java.util.Arrays;

/**
 * Among processes that complete V together, one order exists that all their deliveries in V follow, without holes (CKV
 * 6.6 with 6.5): of any two sequences, one is a prefix of the other.
 *
 * <p>Cost: O(N). A case is a message with at least two deliverers among them; it is at risk if the message is.
 * Violated when n1 delivers a, b and n2 delivers b, a, and both go from view 7 to view 8, or are core processes and
 * end in view 7.
 */
public final class WeakTotalOrder implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.WEAK_TOTAL_ORDER;
    }

    /** Before the run is quiet only processes that moved on are compared: their deliveries in a view that they left are settled. */
    @Override
    public boolean isFirm(Proof proof) {
        return true;
    }

    @Override
    public long casesOf(LetGoMessages letGo) {
        return letGo.withTwoDeliverersInGroups();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        PrefixOrder order = new PrefixOrder(facts);
        SharedMessages shared = new SharedMessages(facts, findings);
        for (int[] installs : facts.groups.all()) {
            if (installs.length > 1) {
                shared.count(installs);
                order.compare(
                        installs, mismatch -> ofCertainEnds(facts, mismatch).tell(facts, findings, true));
            }
        }
    }

    /** Two processes that end in a view complete it together only if neither may have gone on unseen. */
    private static Mismatch ofCertainEnds(Facts facts, Mismatch mismatch) {
        boolean certain = !facts.mayHaveGoneOn(mismatch.install()) && !facts.mayHaveGoneOn(mismatch.other());
        return certain ? mismatch : mismatch.unproven();
    }

    /** Counts the messages that at least two processes of a group deliver in their view. */
    static final class SharedMessages {
        private final Facts facts;
        private final Findings findings;
        private final int[] once;
        private final int[] counted;
        private int group;

        SharedMessages(Facts facts, Findings findings) {
            this.facts = facts;
            this.findings = findings;
            this.once = new int[facts.messages.count()];
            this.counted = new int[facts.messages.count()];
            Arrays.fill(once, -1);
            Arrays.fill(counted, -1);
        }

        void count(int[] installs) {
            for (int install : installs) {
                for (int d = facts.deliveries.fromIn(install); d < facts.deliveries.toIn(install); d++) {
                    int m = facts.deliveries.message(d);
                    if (once[m] != group) {
                        once[m] = group;
                    } else if (counted[m] != group) {
                        counted[m] = group;
                        findings.applicable(facts.risk.message(m));
                    }
                }
            }
            group++;
        }
    }
}
