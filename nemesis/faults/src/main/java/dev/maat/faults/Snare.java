package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Schedules in which a process dies, or sleeps, at the very step of a view change where others rely on it. As those of a {@link Plot},
 * they are of the first two members, <em>a</em> and <em>b</em>, while the ranks of all nodes are known.
 */
enum Snare implements Scheme {
    /**
     * One member alone holds its last messages when it promises a's ballot, and dies as a begins to fetch them. The value names them, so a must
     * not accept it: nobody could ever hold its cut again.
     */
    LONE_HOLDER(5) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            List<String> others = new ArrayList<>(drawing.shapes.shuffled("snare", 0));
            others.remove(nodes.getFirst());
            String unheard = others.get(0);
            String holder = others.get(1);
            drawing.at(FIRST_MILLIS, 700L, new Fault.OneWayCut(Scheme.from(unheard, Scheme.but(nodes, unheard))));
            long alone = drawing.seed.between(200, 340, "snare.alone", 0, 0);
            // It is heard again soon after the ballot has begun, and is not suspected until then.
            long heard = drawing.seed.between(FIRST_MILLIS + 570, FIRST_MILLIS + 650, "snare.heard", 0, 0);
            drawing.at(heard - alone, alone, new Fault.OneWayCut(Scheme.from(holder, Scheme.but(nodes, holder))));
            Moment fetches = new Moment.OnMark("collect", false, nodes.getFirst(), 1, 1, 0, FIRST_MILLIS);
            drawing.add(fetches, null, new Fault.Kill(holder));
            drawing.returns();
        }
    },
    /**
     * a misses messages of the cut, and sleeps while it fetches them. When it wakes, b's higher ballot reaches it first, then the last message.
     * a promises b's ballot, and must not accept its own value any more. Members that b's ballot has not reached would accept it.
     */
    SLEEPING_COORDINATOR(3) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.get(0);
            String b = nodes.get(1);
            List<String> others = new ArrayList<>(drawing.shapes.shuffled("snare", 0));
            others.removeAll(List.of(a, b));
            List<String> x = others.subList(0, nodes.size() / 2);
            Moment fetches = new Moment.OnMark("collect", false, a, 1, 1, 0, FIRST_MILLIS);
            drawing.at(FIRST_MILLIS, 600L, new Fault.OneWayCut(List.of(new Link(b, a))));
            drawing.at(FIRST_MILLIS + 330, 210L, new Fault.OneWayCut(Scheme.to(others, a)));
            drawing.at(FIRST_MILLIS + 130, 650L, new Fault.OneWayCut(List.of(new Link(a, b))));
            drawing.add(fetches, drawing.seed.between(235, 265, "snare.sleeps", 0, 0), new Fault.Pause(a));
            long late = drawing.seed.between(140, 160, "snare.late", 0, 0);
            drawing.add(fetches, 200L, new Fault.Latency(Scheme.to(others, a), late, 0));
            on(drawing, "prepare", b, FIRST_MILLIS, 245L, new Fault.OneWayCut(Scheme.from(b, x)));
            on(
                    drawing,
                    "decided",
                    a,
                    FIRST_MILLIS,
                    LONG_MILLIS,
                    new Fault.OneWayCut(Scheme.from(a, Scheme.but(nodes, a))));
        }
    },
    /**
     * The next view has a, members that miss messages of the cut, and two joiners. Those that accepted it are not in it, but for a. When a joiner
     * has installed it, a dies, and the others leave. So the joiners alone hold what the rest needs.
     */
    JOINERS_ALONE(7) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.getFirst();
            int members = nodes.size() - 2;
            List<String> joiners = nodes.subList(members, nodes.size());
            List<String> others = new ArrayList<>(drawing.shapes.shuffled("snare", 0));
            others.removeAll(joiners);
            others.remove(a);
            List<String> accept = others.subList(0, others.size() / 2);
            List<String> miss = others.subList(others.size() / 2, others.size());
            joiners.forEach(node -> drawing.at(200, null, new Fault.Kill(node)));
            long open = drawing.seed.between(2_500, 2_560, "snare.open", 0, 0);
            long silent = drawing.seed.between(220, 320, "snare.silent", 0, 0);
            drawing.at(open - silent, silent, new Fault.OneWayCut(Scheme.from(a, miss)));
            drawing.at(open - silent, LONG_MILLIS, new Fault.OneWayCut(Scheme.between(accept, miss)));
            joiners.forEach(node -> drawing.at(open - 180, null, new Fault.Join(node)));
            // The ballot is under way when a is heard again, so nobody repairs what is missed.
            long ballot = open - 200;
            on(drawing, "prepare", a, ballot, 245L, new Fault.OneWayCut(Scheme.to(accept, a)));
            on(drawing, "propose", a, ballot, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(a, miss)));
            on(drawing, Marks.VIEW, joiners.getLast(), ballot, null, new Fault.Kill(a));
        }
    },
    /**
     * Nobody hears a's proposal, but acceptances of an earlier view arrive again, of a ballot with the same number. They decide nothing: the
     * others go on without a.
     */
    OLD_ACCEPTANCES(5) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.getFirst();
            secondChange(drawing, nodes);
            Fault unheard = new Fault.OneWayCut(Scheme.from(a, Scheme.but(nodes, a)));
            on(drawing, "propose", a, SECOND_MILLIS, LONG_MILLIS, unheard);
        }
    },
    /**
     * Some do not hear a's prepare for a while, and their promises of an earlier view arrive again, of a ballot with the same number. They have not
     * frozen this one, and go on delivering.
     */
    OLD_PROMISES(5) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.getFirst();
            List<String> unasked = secondChange(drawing, nodes);
            on(drawing, "prepare", a, SECOND_MILLIS, 240L, new Fault.OneWayCut(Scheme.from(a, unasked)));
        }
    },
    /** All founders have promised a's ballot on view 1, and nobody hears its proposal. The others found the group without a. */
    FOUNDER_UNHEARD(3) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.getFirst();
            long unheard = drawing.seed.between(2_500, LONG_MILLIS, "snare.unheard", 0, 0);
            on(drawing, "propose", a, 0, unheard, new Fault.OneWayCut(Scheme.from(a, Scheme.but(nodes, a))));
        }
    },
    /** The last member in rank order, which hears no more than a quorum, opens a ballot that all promise, and dies. The others open higher ones. */
    LAST_IN_RANK_DIES(5) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String last = nodes.getLast();
            List<String> others = new ArrayList<>(drawing.shapes.shuffled("snare", 0));
            others.remove(last);
            List<String> unheard = others.subList(0, (nodes.size() - 1) / 2);
            drawing.at(FIRST_MILLIS, LONG_MILLIS, new Fault.OneWayCut(Scheme.to(unheard, last)));
            on(drawing, "propose", last, FIRST_MILLIS, null, new Fault.Kill(last));
            drawing.returns();
        }
    };

    private static final long FIRST_MILLIS = 1_000;
    private static final long LONG_MILLIS = 4_000;

    /** So long after the first change that streams are longer by then, with the process back that was excluded. */
    private static final long SECOND_MILLIS = 5_700;

    private final int minNodes;

    Snare(int minNodes) {
        this.minNodes = minNodes;
    }

    @Override
    public int minNodes() {
        return minNodes;
    }

    /** Whether these kinds and nodes suffice for any snare. */
    static boolean isPossible(Drawing drawing) {
        return drawing.nodes.size() >= SLEEPING_COORDINATOR.minNodes
                && drawing.has(FaultKind.ONE_WAY_CUT)
                && drawing.has(FaultKind.LATENCY)
                && drawing.has(FaultKind.REPLAY)
                && drawing.has(FaultKind.PAUSE)
                && drawing.has(FaultKind.KILL)
                && drawing.has(FaultKind.JOIN);
    }

    /**
     * The view changes twice, as one member is not heard, and then another. What a was told in the first change it is told in the second one again.
     *
     * @return half of the members that are heard
     */
    private static List<String> secondChange(Drawing drawing, List<String> nodes) {
        String a = nodes.getFirst();
        List<String> others = new ArrayList<>(drawing.shapes.shuffled("snare", 0));
        others.remove(a);
        String first = others.get(0);
        String second = others.get(1);
        long again = drawing.seed.between(4_470, 4_560, "snare.again", 0, 0);
        drawing.at(FIRST_MILLIS, 700L, new Fault.OneWayCut(Scheme.from(first, Scheme.but(nodes, first))));
        drawing.at(SECOND_MILLIS - 300, 900L, new Fault.OneWayCut(Scheme.from(second, Scheme.but(nodes, second))));
        drawing.at(FIRST_MILLIS + 450, again + 600, new Fault.Replay(Scheme.to(Scheme.but(nodes, a), a), 100, again));
        return others.subList(2, 2 + (others.size() - 1) / 2);
    }

    private static void on(
            Drawing drawing, String mark, String by, long fromMillis, @Nullable Long lastsMillis, Fault fault) {
        drawing.add(new Moment.OnMark(mark, false, by, 1, 1, 0, fromMillis), lastsMillis, fault);
    }

    /** Lays one of the snares that the nodes suffice for. */
    static void layOne(Drawing drawing) {
        Scheme.layOne(List.of(values()), "snare.which", drawing);
    }
}
