package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * Schedules of several faults that must all meet in one view change: chance alone almost never sets them up. Each is of the first
 * two members, <em>a</em> and <em>b</em>, in the first view, where the ranks of all nodes are known. Most set them against each other: first a
 * cannot hear b, so a opens the lower ballot, and soon b cannot hear a, so b opens the higher one. In two of them b alone cannot hear a.
 */
enum Plot implements Scheme {
    /**
     * b's value is decided, and only b knows. a has accepted another value, opens a third ballot, and gets the promises of its first one
     * once more. A coordinator that takes them for new ones forgets b's value.
     */
    STALE_PROMISES(3) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.get(0);
            String b = nodes.get(1);
            List<String> rest = nodes.subList(2, nodes.size());
            long again = drawing.seed.between(620, 800, "plot.again", 0, 0);
            apart(drawing, a, b, 300);
            drawing.at(FIRST_MILLIS + 300, again + 450, new Fault.Replay(Scheme.to(rest, a), 100, again));
            on(drawing, "propose", a, again + 60, new Fault.OneWayCut(Scheme.from(a, rest)));
            on(drawing, "decided", b, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(b, rest)));
        }
    },
    /**
     * One acceptor, x, accepts b's value without having been asked for a promise, and then hears the proposal of a's lower ballot, which was
     * late. b's value is decided by x and others that are not heard in a's next ballot, where x must tell of b's value.
     */
    LATE_LOWER_PROPOSAL(5) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            acceptedUnasked(drawing, nodes, drawing.seed.between(500, 580, "plot.late", 0, 0));
        }
    },
    /**
     * The same, except that x has accepted the value of a's ballot, in time, before it accepts b's: x must tell of the later one, with its
     * ballot.
     */
    SECOND_ACCEPTANCE(5) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            acceptedUnasked(drawing, nodes, 0);
        }
    },
    /**
     * a has promised b's ballot, whose proposal is slow, and opens one of its own. Its value is decided, and only a knows. Acceptors of it that
     * b never asked for a promise then hear b's proposal. a's ballot must be above the one that it promised.
     */
    PROMISE_TAKEN_BACK(3) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.get(0);
            String b = nodes.get(1);
            List<String> others = new ArrayList<>(drawing.shapes.shuffled("plot", 0));
            others.removeAll(List.of(a, b));
            int asked = (nodes.size() - 1) / 2 - 1;
            List<String> y = others.subList(0, asked);
            List<String> x = others.subList(asked, others.size());
            long slow = drawing.seed.between(560, 860, "plot.slow", 0, 0);
            drawing.at(FIRST_MILLIS, 620L, new Fault.OneWayCut(List.of(new Link(a, b))));
            on(drawing, "prepare", b, 245, new Fault.OneWayCut(Scheme.from(b, x)));
            on(drawing, "propose", b, LONG_MILLIS, new Fault.Latency(Scheme.from(b, Scheme.but(nodes, b)), slow, 0));
            if (!y.isEmpty()) {
                on(drawing, "propose", b, LONG_MILLIS, new Fault.OneWayCut(Scheme.to(y, a)));
            }
            on(drawing, "decided", a, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(a, Scheme.but(nodes, a))));
        }
    },
    /**
     * Members that have promised b's ballot hear a's prepare, which was late and is of a lower rank. If they promise that too, a's value is
     * decided, which nobody told b of.
     */
    LATE_LOWER_PREPARE(4) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.get(0);
            String b = nodes.get(1);
            List<String> others = new ArrayList<>(drawing.shapes.shuffled("plot", 0));
            others.removeAll(List.of(a, b));
            long late = drawing.seed.between(60, 200, "plot.late", 0, 0);
            apart(drawing, a, b, 0);
            on(drawing, "prepare", a, 210, new Fault.Latency(Scheme.from(a, others), late, 0));
            // While one has not promised, b waits with its proposal.
            on(drawing, "prepare", b, 245, new Fault.OneWayCut(Scheme.from(b, others.subList(0, 1))));
            on(drawing, "decided", a, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(a, Scheme.but(nodes, a))));
        }
    },
    /**
     * The promise of one member comes when the coordinator has proposed, and acceptances of the value come after it. The value is decided,
     * and nobody but the coordinator knows. It may not be another one than the acceptors have.
     */
    LATE_PROMISE(3) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String b = nodes.get(1);
            List<String> others = new ArrayList<>(drawing.shapes.shuffled("plot", 0));
            others.remove(b);
            String x = others.getLast();
            List<String> y = others.subList(0, others.size() - 1);
            long late = drawing.seed.between(270, 420, "plot.late", 0, 0);
            drawing.at(FIRST_MILLIS, 620L, new Fault.OneWayCut(List.of(new Link(nodes.get(0), b))));
            on(drawing, "prepare", b, LONG_MILLIS, new Fault.Latency(List.of(new Link(x, b)), late, 0));
            on(drawing, "propose", b, LONG_MILLIS, new Fault.Latency(Scheme.to(y, b), late, 0));
            on(drawing, "decided", b, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(b, others)));
        }
    },
    /**
     * x accepts a's value, then b's, and a's second ballot goes without x. The acceptance of the first one would make a quorum there with y's.
     * b's second ballot goes without y, and is for b's value.
     */
    STALE_ACCEPTANCE(5) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.get(0);
            String b = nodes.get(1);
            List<String> others = new ArrayList<>(drawing.shapes.shuffled("plot", 0));
            others.removeAll(List.of(a, b));
            List<String> x = others.subList(0, 1);
            int ys = others.size() / 2;
            List<String> y = others.subList(1, 1 + ys);
            List<String> z = others.subList(1 + ys, others.size());
            long again = drawing.seed.between(400, 500, "plot.again", 0, 0);
            apart(drawing, a, b, 200);
            on(drawing, "propose", a, again, new Fault.OneWayCut(Scheme.from(a, Scheme.but(others, x.getFirst()))));
            on(drawing, "prepare", b, 245, new Fault.OneWayCut(Scheme.from(b, x)));
            on(drawing, "propose", b, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(b, y)));
            on(drawing, "propose", b, again, new Fault.OneWayCut(Scheme.from(b, z)));
            onSecond(drawing, "prepare", a, new Fault.OneWayCut(Scheme.from(a, x)));
            onSecond(drawing, "propose", a, new Fault.OneWayCut(Scheme.from(a, z)));
            on(drawing, "decided", a, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(a, Scheme.but(nodes, a))));
        }
    };

    private static final long FIRST_MILLIS = 1_000;
    private static final long LONG_MILLIS = 4_000;

    private final int minNodes;

    Plot(int minNodes) {
        this.minNodes = minNodes;
    }

    @Override
    public int minNodes() {
        return minNodes;
    }

    /** Whether these kinds and nodes suffice for any plot. */
    static boolean isPossible(Drawing drawing) {
        return drawing.nodes.size() >= STALE_PROMISES.minNodes
                && drawing.has(FaultKind.ONE_WAY_CUT)
                && drawing.has(FaultKind.REPLAY)
                && drawing.has(FaultKind.LATENCY);
    }

    /** Lays one of the plots that the nodes suffice for. */
    static void layOne(Drawing drawing) {
        Scheme.layOne(List.of(values()), "plot", drawing);
    }

    /** a stops hearing b, and b stops hearing a that much later. */
    private static void apart(Drawing drawing, String a, String b, long laterMillis) {
        drawing.at(FIRST_MILLIS, LONG_MILLIS, new Fault.OneWayCut(List.of(new Link(b, a))));
        drawing.at(FIRST_MILLIS + laterMillis, LONG_MILLIS, new Fault.OneWayCut(List.of(new Link(a, b))));
    }

    private static void on(Drawing drawing, String mark, String by, long lastsMillis, Fault fault) {
        drawing.add(new Moment.OnMark(mark, false, by, 1, 1, 0, FIRST_MILLIS), lastsMillis, fault);
    }

    /** One acceptor, x, is not asked to promise b's ballot, and hears of a's ballot that much later; the two decide without each other. */
    private static void acceptedUnasked(Drawing drawing, List<String> nodes, long lateMillis) {
        String a = nodes.get(0);
        String b = nodes.get(1);
        List<String> others = new ArrayList<>(drawing.shapes.shuffled("plot", 0));
        others.removeAll(List.of(a, b));
        List<String> x = others.subList(0, 1);
        int ys = (others.size()) / 2;
        List<String> y = others.subList(1, 1 + ys);
        List<String> z = others.subList(1 + ys, others.size());
        apart(drawing, a, b, 200);
        if (lateMillis > 0) {
            on(drawing, "propose", a, 300, new Fault.Latency(Scheme.from(a, x), lateMillis, 0));
        }
        on(drawing, "propose", a, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(a, y)));
        on(drawing, "propose", a, 450, new Fault.OneWayCut(Scheme.from(a, z)));
        on(drawing, "prepare", b, 245, new Fault.OneWayCut(Scheme.from(b, x)));
        on(drawing, "propose", b, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(b, z)));
        on(drawing, "decided", b, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(b, others)));
    }

    private static void onSecond(Drawing drawing, String mark, String by, Fault fault) {
        drawing.add(new Moment.OnMark(mark, false, by, 2, 1, 0, FIRST_MILLIS), LONG_MILLIS, fault);
    }
}
