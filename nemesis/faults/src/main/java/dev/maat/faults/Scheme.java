package dev.maat.faults;

import java.util.List;

/** A schedule of faults that is written down, up to the draws of its times and nodes, where chance would hardly ever set it up. */
sealed interface Scheme permits Plot, Snare, Straggler {
    /** How many nodes it needs. */
    int minNodes();

    /** Adds its faults to the plan. */
    void lay(Drawing drawing, List<String> nodes);

    /**
     * Lays one of the schemes that the nodes suffice for.
     *
     * @param stream of the draw
     */
    static void layOne(List<? extends Scheme> schemes, String stream, Drawing drawing) {
        List<? extends Scheme> possible = schemes.stream()
                .filter(scheme -> drawing.nodes.size() >= scheme.minNodes())
                .toList();
        possible.get((int) drawing.seed.below(possible.size(), stream, 0, 0)).lay(drawing, drawing.nodes);
    }

    static List<Link> between(List<String> froms, List<String> tos) {
        return froms.stream().flatMap(from -> from(from, tos).stream()).toList();
    }

    static List<String> but(List<String> nodes, String one) {
        return nodes.stream().filter(node -> !node.equals(one)).toList();
    }

    static List<Link> from(String one, List<String> others) {
        return others.stream().map(to -> new Link(one, to)).toList();
    }

    static List<Link> to(List<String> others, String one) {
        return others.stream().map(from -> new Link(from, one)).toList();
    }
}
