package dev.maat.checkers.properties;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The graph of messages with an edge between each two consecutive deliveries of one process, and a cycle in it, if there is
 * one. Topological sorting takes O(N + M); a short cycle is then looked for among what is left.
 */
final class OrderCycle {
    /** Starting points from which a shortest cycle is searched; the shortest over all of them would be quadratic. */
    private static final int SEARCHES = 64;

    private final Facts facts;
    private final IntPredicate looksAt;
    private final int[] before;

    OrderCycle(Facts facts, IntPredicate looksAt) {
        this.facts = facts;
        this.looksAt = looksAt;
        this.before = new int[facts.messages.count()];
    }

    void tell(Findings findings) {
        sort();
        List<int[]> shortest = null;
        int searches = 0;
        for (int m = 0; m < before.length && searches < SEARCHES; m++) {
            if (before[m] > 0) {
                searches++;
                List<int[]> cycle = cycleThrough(m);
                if (cycle != null && (shortest == null || cycle.size() < shortest.size())) {
                    shortest = cycle;
                }
            }
        }
        if (searches > 0) {
            tell(shortest == null ? anyCycle() : shortest, findings);
        }
    }

    /** Takes away, again and again, what nothing is before; leaves {@link #before} above zero on cycles and behind them. */
    private void sort() {
        for (int p = 0; p < facts.history.processCount(); p++) {
            for (int d = facts.deliveries.from(p) + 1; looksAt.test(p) && d < facts.deliveries.to(p); d++) {
                before[facts.deliveries.message(d)]++;
            }
        }
        int[] free = new int[before.length];
        int count = 0;
        for (int m = 0; m < before.length; m++) {
            if (before[m] == 0) {
                free[count++] = m;
            }
        }
        for (int k = 0; k < count; k++) {
            for (int j = 0; j < facts.deliveries.deliverers(free[k]); j++) {
                int next = next(facts.deliveries.ofMessage(free[k], j));
                if (next >= 0 && --before[facts.deliveries.message(next)] == 0) {
                    free[count++] = facts.deliveries.message(next);
                }
            }
        }
    }

    /** The next delivery of the same process, or -1. */
    private int next(int delivery) {
        int p = facts.deliveries.process(delivery);
        return looksAt.test(p) && delivery + 1 < facts.deliveries.to(p) ? delivery + 1 : -1;
    }

    /** A shortest cycle through a message as pairs of consecutive deliveries, or null. */
    private @Nullable List<int[]> cycleThrough(int begin) {
        int[] cameBy = new int[before.length];
        Arrays.fill(cameBy, -1);
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(begin);
        while (!queue.isEmpty()) {
            int m = queue.remove();
            for (int j = 0; j < facts.deliveries.deliverers(m); j++) {
                int next = next(facts.deliveries.ofMessage(m, j));
                int to = next < 0 ? -1 : facts.deliveries.message(next);
                if (to < 0 || before[to] == 0 || cameBy[to] >= 0) {
                    continue;
                }
                cameBy[to] = next;
                if (to == begin) {
                    return path(begin, cameBy);
                }
                queue.add(to);
            }
        }
        return null;
    }

    private List<int[]> path(int begin, int[] cameBy) {
        List<int[]> edges = new ArrayList<>();
        int at = begin;
        do {
            edges.add(0, new int[] {cameBy[at] - 1, cameBy[at]});
            at = facts.deliveries.message(cameBy[at] - 1);
        } while (at != begin);
        return edges;
    }

    /** Walks backwards among what is left until it meets itself. */
    private List<int[]> anyCycle() {
        int at = 0;
        while (before[at] == 0) {
            at++;
        }
        int[] cameBy = new int[before.length];
        Arrays.fill(cameBy, -1);
        int[] leads = new int[before.length];
        Arrays.fill(leads, -1);
        while (leads[at] < 0) {
            int entering = entering(at);
            leads[at] = entering;
            at = facts.deliveries.message(entering - 1);
        }
        return path(at, leads);
    }

    private int entering(int m) {
        for (int j = 0; j < facts.deliveries.deliverers(m); j++) {
            int d = facts.deliveries.ofMessage(m, j);
            int p = facts.deliveries.process(d);
            if (looksAt.test(p) && d > facts.deliveries.from(p) && before[facts.deliveries.message(d - 1)] > 0) {
                return d;
            }
        }
        throw new IllegalStateException("nothing left before " + facts.message(m));
    }

    /** Runs of edges of one process are told as one: it delivered the first before the last. */
    private void tell(List<int[]> edges, Findings findings) {
        List<int[]> runs = new ArrayList<>();
        for (int[] edge : edges) {
            int[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && facts.deliveries.process(last[1]) == facts.deliveries.process(edge[0])) {
                last[1] = edge[1];
            } else {
                runs.add(edge.clone());
            }
        }
        Witness witness = findings.witness();
        List<String> told = new ArrayList<>();
        for (int[] run : runs) {
            witness.delivery(run[0]).delivery(run[1]);
            told.add(facts.process(facts.deliveries.process(run[0])) + " delivered "
                    + facts.message(facts.deliveries.message(run[0])) + " before "
                    + facts.message(facts.deliveries.message(run[1])));
        }
        findings.violated(String.join(", ", told) + ": no one order has all of it", witness);
    }
}
