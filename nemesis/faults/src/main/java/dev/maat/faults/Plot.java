package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * Schedules of several faults that must all meet in one view change: chance alone almost never sets them up. Each sets the first two
 * members, <em>a</em> and <em>b</em>, against each other in the first view, where the ranks of all nodes are known: first a cannot hear b, so
 * a opens the lower ballot, and soon b cannot hear a, so b opens the higher one.
 */
enum Plot {
    /**
     * b's value is decided, and only b knows. a has accepted another value, opens a third ballot, and gets the promises of its first one
     * once more. A coordinator that takes them for new ones forgets b's value.
     */
    STALE_PROMISES(3) {
        @Override
        void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.get(0);
            String b = nodes.get(1);
            List<String> rest = nodes.subList(2, nodes.size());
            long again = drawing.seed.between(620, 800, "plot.again", 0, 0);
            apart(drawing, a, b, 300);
            drawing.at(FIRST_MILLIS + 300, again + 450, new Fault.Replay(to(rest, a), 100, again));
            on(drawing, "propose", a, again + 60, new Fault.OneWayCut(from(a, rest)));
            on(drawing, "decided", b, LONG_MILLIS, new Fault.OneWayCut(from(b, rest)));
        }
    },
    /**
     * One acceptor, x, accepts b's value without having been asked for a promise, and then hears the proposal of a's lower ballot, which was
     * late. b's value is decided by x and others that are not heard in a's next ballot, where x must tell of b's value.
     */
    LATE_LOWER_PROPOSAL(5) {
        @Override
        void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.get(0);
            String b = nodes.get(1);
            List<String> others = new ArrayList<>(drawing.shapes.shuffled("plot", 0));
            others.removeAll(List.of(a, b));
            List<String> x = others.subList(0, 1);
            int ys = (others.size()) / 2;
            List<String> y = others.subList(1, 1 + ys);
            List<String> z = others.subList(1 + ys, others.size());
            apart(drawing, a, b, 200);
            long late = drawing.seed.between(500, 580, "plot.late", 0, 0);
            on(drawing, "propose", a, 300, new Fault.Latency(from(a, x), late, 0));
            on(drawing, "propose", a, LONG_MILLIS, new Fault.OneWayCut(from(a, y)));
            on(drawing, "propose", a, 450, new Fault.OneWayCut(from(a, z)));
            on(drawing, "prepare", b, 245, new Fault.OneWayCut(from(b, x)));
            on(drawing, "propose", b, LONG_MILLIS, new Fault.OneWayCut(from(b, z)));
            on(drawing, "decided", b, LONG_MILLIS, new Fault.OneWayCut(from(b, others)));
        }
    };

    private static final long FIRST_MILLIS = 1_000;
    private static final long LONG_MILLIS = 4_000;

    private final int minNodes;

    Plot(int minNodes) {
        this.minNodes = minNodes;
    }

    abstract void lay(Drawing drawing, List<String> nodes);

    /** Whether these kinds and nodes suffice for any plot. */
    static boolean isPossible(Drawing drawing) {
        return drawing.nodes.size() >= STALE_PROMISES.minNodes
                && drawing.has(FaultKind.ONE_WAY_CUT)
                && drawing.has(FaultKind.REPLAY)
                && drawing.has(FaultKind.LATENCY);
    }

    /** Lays one of the plots that the nodes suffice for. */
    static void layOne(Drawing drawing) {
        List<Plot> possible = new ArrayList<>();
        for (Plot plot : values()) {
            if (drawing.nodes.size() >= plot.minNodes) {
                possible.add(plot);
            }
        }
        possible.get((int) drawing.seed.below(possible.size(), "plot", 0, 0)).lay(drawing, drawing.nodes);
    }

    /** a stops hearing b, and b stops hearing a that much later. */
    private static void apart(Drawing drawing, String a, String b, long laterMillis) {
        drawing.at(FIRST_MILLIS, LONG_MILLIS, new Fault.OneWayCut(List.of(new Link(b, a))));
        drawing.at(FIRST_MILLIS + laterMillis, LONG_MILLIS, new Fault.OneWayCut(List.of(new Link(a, b))));
    }

    private static void on(Drawing drawing, String mark, String by, long lastsMillis, Fault fault) {
        drawing.add(new Moment.OnMark(mark, false, by, 1, 1, 0, FIRST_MILLIS), lastsMillis, fault);
    }

    private static List<Link> from(String one, List<String> others) {
        return others.stream().map(to -> new Link(one, to)).toList();
    }

    private static List<Link> to(List<String> others, String one) {
        return others.stream().map(from -> new Link(from, one)).toList();
    }
}
