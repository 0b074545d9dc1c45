package dev.maat.checkers.properties.evs;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Configurations;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.IntList;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Proof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Processes that go from one configuration directly to the same next one, whether regular or transitional, have
 * delivered the same set of messages in the first (EVS 4).
 *
 * <p>Cost: O(N): each set is compared by size with the union of the group's sets. A case is a pair of configurations
 * with at least two movers, and it is always at risk. If an incomplete log may lack the delivery, the property is
 * unknown; if the log shows the delivery elsewhere, there is no other one to miss. Violated when n1 and n2 go from
 * configuration 7 to the same transitional one, and n1 delivered n3.0:4 in 7 and n2 only in the transitional one.
 */
public final class EvsFailureAtomicity implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.EVS_FAILURE_ATOMICITY;
    }

    /** Before the run is quiet only processes that moved on are compared: their deliveries in a view that they left are settled. */
    @Override
    public boolean isFirm(Proof proof) {
        return proof.hasTransitional();
    }

    @Override
    public void check(Facts facts, Findings findings) {
        Configurations configurations = facts.configurations();
        if (Premises.needsConfigurations(facts, findings)) {
            return;
        }
        int[] inUnion = new int[facts.messages.count()];
        Arrays.fill(inUnion, -1);
        int group = 0;
        for (int[] rows : movers(configurations)) {
            if (rows.length > 1) {
                findings.applicable(true);
                judge(facts, rows, inUnion, group++, findings);
            }
        }
    }

    /** The installs of each configuration by the processes that go from it to the same next one. */
    private static List<int[]> movers(Configurations configurations) {
        Map<Long, IntList> byMove = new LinkedHashMap<>();
        for (int row = 0; row < configurations.count(); row++) {
            int next = configurations.next(row);
            if (next != Configurations.NONE) {
                long move = (long) configurations.key(row) << 32 | configurations.key(next);
                byMove.computeIfAbsent(move, absent -> new IntList()).add(row);
            }
        }
        List<int[]> movers = new ArrayList<>();
        byMove.values().forEach(rows -> movers.add(rows.toArray()));
        return movers;
    }

    private static void judge(Facts facts, int[] rows, int[] inUnion, int group, Findings findings) {
        int[] sizes = new int[rows.length];
        int union = 0;
        for (int k = 0; k < rows.length; k++) {
            for (int d = begin(facts, rows[k]); d < end(facts, rows[k]); d++) {
                if (facts.deliveries.install(d) != Views.NONE) {
                    sizes[k]++;
                    int m = facts.deliveries.message(d);
                    union += inUnion[m] == group ? 0 : 1;
                    inUnion[m] = group;
                }
            }
        }
        for (int k = 0; k < rows.length; k++) {
            if (sizes[k] < union && !lacking(facts, rows, rows[k], findings)) {
                return;
            }
        }
    }

    /** Tells that a mover lacks a message, or may lack one; false once a violation is told. */
    private static boolean lacking(Facts facts, int[] rows, int lacking, Findings findings) {
        Configurations configurations = facts.configurations();
        int q = configurations.process(lacking);
        for (int row : rows) {
            for (int d = begin(facts, row); d < end(facts, row); d++) {
                int m = facts.deliveries.message(d);
                int own = facts.deliveries.by(q, m);
                if (facts.deliveries.install(d) == Views.NONE || own >= 0 && isIn(facts, own, lacking)) {
                    continue;
                }
                String told = facts.process(configurations.process(row)) + " delivered " + facts.message(m) + " in "
                        + configurations.name(row) + ", but " + facts.process(q) + " did not; both went on to "
                        + configurations.name(configurations.next(row));
                if (own < 0 && !facts.complete(q)) {
                    findings.unknown(told + "; the log of " + facts.process(q) + " is incomplete");
                    continue;
                }
                int delivery = d;
                findings.violated(told, witness -> {
                    witness.complete(q).deliveryInConfiguration(own).deliveryInConfiguration(delivery);
                    for (int mover : new int[] {row, lacking}) {
                        witness.configuration(mover).configuration(configurations.next(mover));
                    }
                });
                if (!findings.tellsAll()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isIn(Facts facts, int delivery, int row) {
        return facts.deliveries.install(delivery) != Views.NONE
                && delivery >= begin(facts, row)
                && delivery < end(facts, row);
    }

    private static int begin(Facts facts, int row) {
        return facts.deliveries.firstAfter(
                facts.configurations().process(row), facts.configurations().event(row));
    }

    private static int end(Facts facts, int row) {
        int next = facts.configurations().next(row);
        return facts.deliveries.firstAfter(
                facts.configurations().process(row), facts.configurations().event(next));
    }
}
