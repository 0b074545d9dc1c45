package dev.maat.checkers.properties.order;

import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.IntList;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Witness;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A cycle, if there is one, in the graph of messages whose edges lead from each message that a process delivers to
 * each that it delivers later. Messages with none before them are peeled off, then messages with none behind them:
 * with edges between consecutive deliveries alone this takes O(N + M), and leaves the cycles and what lies between
 * them. There a cycle of fewest edges is searched breadth first, O(N) from one message.
 */
final class OrderCycle {
    /** The messages from which a shortest cycle is searched. A search from all of them would be quadratic. */
    private static final int SEARCHES = 64;

    /** Two messages in two orders at two processes: no cycle is shorter. */
    private static final int MIN_EDGES = 2;

    /** A process delivers one message and later another. */
    private record Edge(int delivery, int later) {}

    private final Facts facts;
    private final IntPredicate looksAt;
    private final BitSet left = new BitSet();

    OrderCycle(Facts facts, IntPredicate looksAt) {
        this.facts = facts;
        this.looksAt = looksAt;
    }

    /** @param proof what belongs in the witness beside the deliveries of the cycle */
    void tell(Findings findings, Consumer<Witness> proof) {
        left.set(0, facts.messages.count());
        peel(-1);
        peel(1);
        List<Edge> shortest = null;
        int searches = 0;
        for (int m = left.nextSetBit(0); m >= 0 && searches < SEARCHES; m = left.nextSetBit(m + 1)) {
            searches++;
            List<Edge> cycle = cycleThrough(m);
            if (cycle != null && (shortest == null || cycle.size() < shortest.size())) {
                shortest = cycle;
            }
            if (shortest != null && shortest.size() == MIN_EDGES) {
                break;
            }
        }
        if (searches > 0) {
            List<Edge> cycle = shortest == null ? anyCycle() : shortest;
            findings.violated(witness -> {
                proof.accept(witness);
                return sentence(cycle, witness);
            });
        }
    }

    /**
     * Repeatedly takes away the messages before (or behind) which no process has a message left.
     *
     * @param side -1 for before, 1 for behind
     */
    private void peel(int side) {
        int[] neighbours = new int[facts.messages.count()];
        for (int d = 0; d < facts.deliveries.count(); d++) {
            if (left.get(facts.deliveries.message(d)) && neighbour(d, side) >= 0) {
                neighbours[facts.deliveries.message(d)]++;
            }
        }
        IntList free = new IntList();
        for (int m = left.nextSetBit(0); m >= 0; m = left.nextSetBit(m + 1)) {
            if (neighbours[m] == 0) {
                free.add(m);
            }
        }
        for (int k = 0; k < free.size(); k++) {
            int m = free.get(k);
            left.clear(m);
            for (int j = 0; j < facts.deliveries.deliverers(m); j++) {
                int other = neighbour(facts.deliveries.ofMessage(m, j), -side);
                if (other >= 0 && --neighbours[facts.deliveries.message(other)] == 0) {
                    free.add(facts.deliveries.message(other));
                }
            }
        }
    }

    /** The next delivery by the same process on that side, if its message is left; or -1. */
    private int neighbour(int delivery, int side) {
        int p = facts.deliveries.process(delivery);
        int other = delivery + side;
        boolean there = looksAt.test(p) && other >= facts.deliveries.from(p) && other < facts.deliveries.to(p);
        return there && left.get(facts.deliveries.message(other)) ? other : -1;
    }

    /** A cycle of fewest edges through a message, or null. */
    private @Nullable List<Edge> cycleThrough(int begin) {
        Edge[] cameBy = new Edge[facts.messages.count()];
        int[] reached = new int[facts.history.processCount()];
        for (int p = 0; p < reached.length; p++) {
            reached[p] = facts.deliveries.to(p);
        }
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(begin);
        while (!queue.isEmpty()) {
            int m = queue.remove();
            for (int j = 0; j < facts.deliveries.deliverers(m); j++) {
                int delivery = facts.deliveries.ofMessage(m, j);
                int p = facts.deliveries.process(delivery);
                if (!looksAt.test(p)) {
                    continue;
                }
                for (int later = delivery + 1; later < reached[p]; later++) {
                    int to = facts.deliveries.message(later);
                    if (!left.get(to) || cameBy[to] != null) {
                        continue;
                    }
                    cameBy[to] = new Edge(delivery, later);
                    if (to == begin) {
                        return path(begin, cameBy);
                    }
                    queue.add(to);
                }
                reached[p] = Math.min(reached[p], delivery + 1);
            }
        }
        return null;
    }

    private List<Edge> path(int begin, Edge[] cameBy) {
        List<Edge> edges = new ArrayList<>();
        int at = begin;
        do {
            edges.add(cameBy[at]);
            at = facts.deliveries.message(cameBy[at].delivery());
        } while (at != begin);
        Collections.reverse(edges);
        return edges;
    }

    /** Walks backwards among the messages left, each of which has one before it, until one comes again. */
    private List<Edge> anyCycle() {
        Edge[] cameBy = new Edge[facts.messages.count()];
        int at = left.nextSetBit(0);
        while (cameBy[at] == null) {
            int delivery = enteredBy(at);
            cameBy[at] = new Edge(delivery - 1, delivery);
            at = facts.deliveries.message(delivery - 1);
        }
        return path(at, cameBy);
    }

    private int enteredBy(int m) {
        for (int j = 0; j < facts.deliveries.deliverers(m); j++) {
            if (neighbour(facts.deliveries.ofMessage(m, j), -1) >= 0) {
                return facts.deliveries.ofMessage(m, j);
            }
        }
        throw new IllegalStateException("nothing left before " + facts.message(m));
    }

    private String sentence(List<Edge> edges, Witness witness) {
        Edge first = edges.get(0);
        for (Edge edge : edges) {
            first = comesFirst(edge, first) ? edge : first;
        }
        Collections.rotate(edges, -edges.indexOf(first));
        List<String> told = new ArrayList<>();
        for (Edge edge : edges) {
            witness.delivery(edge.delivery()).delivery(edge.later());
            told.add(facts.process(facts.deliveries.process(edge.delivery())) + " delivered "
                    + facts.message(facts.deliveries.message(edge.delivery())) + " before "
                    + facts.message(facts.deliveries.message(edge.later())));
        }
        return String.join(", ", told)
                + (edges.size() == MIN_EDGES ? ": no single order has both" : ": no single order has all of it");
    }

    private boolean comesFirst(Edge edge, Edge other) {
        int p = facts.deliveries.process(edge.delivery());
        int q = facts.deliveries.process(other.delivery());
        return p == q ? edge.delivery() < other.delivery() : facts.readFirst(p, q);
    }
}
