package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;

/** Draws the shapes of cuts that view changes are sensitive to. A shape may take several faults on links at once. */
final class Shapes {
    private final List<String> nodes;
    private final SeedDraw seed;

    Shapes(List<String> nodes, SeedDraw seed) {
        this.nodes = nodes;
        this.seed = seed;
    }

    /** A partition or one-way cut; the kinds that it may take are asked for. */
    Fault cut(String stream, long i, boolean partitions, boolean oneWay) {
        int shape = (int) seed.below(9, stream + ".shape", i, 0);
        boolean ofGroups = partitions && (!oneWay || shape < 5);
        List<String> order = shuffled(stream, i);
        String one = order.getFirst();
        List<String> others = order.subList(1, order.size());
        if (ofGroups) {
            return new Fault.Partition(
                    switch (shape % 5) {
                        case 0 -> List.of(List.of(one), sorted(others));
                        case 1 -> split(order, 1 + (int) seed.below(order.size() - 1L, stream + ".at", i, 0));
                        case 2 -> order.stream().map(List::of).toList();
                        case 3 -> order.size() < 3 ? split(order, 1) : split(others, 1);
                        default -> thirds(order);
                    });
        }
        return new Fault.OneWayCut(
                switch (shape % 4) {
                    case 0 -> others.stream().map(to -> new Link(one, to)).toList();
                    case 1 -> others.stream().map(from -> new Link(from, one)).toList();
                    case 2 -> List.of(new Link(one, others.getFirst()));
                    default -> ring(order);
                });
    }

    /** All links from a node but one, of three nodes or more: a last message then reaches that one only. */
    Fault.OneWayCut toOneOnly(String from, String stream, long i) {
        List<String> others = new ArrayList<>(nodes);
        others.remove(from);
        others.remove((int) seed.below(others.size(), stream + ".reached", i, 0));
        return new Fault.OneWayCut(others.stream().map(to -> new Link(from, to)).toList());
    }

    private List<List<String>> split(List<String> order, int left) {
        return order.size() < 2
                ? List.of(order, List.of())
                : List.of(sorted(order.subList(0, left)), sorted(order.subList(left, order.size())));
    }

    private List<List<String>> thirds(List<String> order) {
        if (order.size() < 3) {
            return split(order, 1);
        }
        int third = Math.max(1, order.size() / 3);
        return List.of(
                sorted(order.subList(0, third)),
                sorted(order.subList(third, 2 * third)),
                sorted(order.subList(2 * third, order.size())));
    }

    /** Each node hears only the nodes that stand just before it in a ring, about half of all. */
    private static List<Link> ring(List<String> order) {
        int size = order.size();
        List<Link> cut = new ArrayList<>();
        for (int to = 0; to < size; to++) {
            for (int ahead = 1; ahead <= (size - 1) / 2; ahead++) {
                cut.add(new Link(order.get((to + ahead) % size), order.get(to)));
            }
        }
        return cut.isEmpty() ? List.of(new Link(order.get(0), order.get(1))) : cut;
    }

    List<String> shuffled(String stream, long i) {
        List<String> order = new ArrayList<>(nodes);
        for (int at = order.size() - 1; at > 0; at--) {
            int other = (int) seed.below(at + 1L, stream + ".shuffle", i, at);
            order.set(at, order.set(other, order.get(at)));
        }
        return order;
    }

    private List<String> sorted(List<String> group) {
        List<String> inRankOrder = new ArrayList<>(nodes);
        inRankOrder.retainAll(group);
        return inRankOrder;
    }
}
