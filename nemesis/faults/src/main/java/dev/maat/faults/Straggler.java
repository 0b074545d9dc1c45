package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * Schedules in which what others wait for comes late, or in part: the votes of a ballot that was overtaken, the packets of a message, the messages
 * that only those hold who go.
 */
enum Straggler implements Scheme {
    /**
     * Those that hold the last messages go. The coordinator and another member leave; further ones hear of the ballot too late to be in the next
     * view. They accept it, and it is decided, while the members that stay still miss messages of the cut. Nobody else can serve these.
     */
    HOLDERS_GO(5) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.getFirst();
            List<String> others = new ArrayList<>(drawing.shapes.shuffled("straggler", 0));
            others.remove(a);
            int quorum = nodes.size() / 2 + 1;
            List<String> late = others.subList(1, quorum - 1);
            List<String> stay = others.subList(quorum - 1, others.size());
            List<String> go = new ArrayList<>(others.subList(0, quorum - 1));
            go.add(a);
            // The ballot is under way when they are heard again, so nobody repairs what is missed.
            long missed = drawing.seed.between(60, 300, "straggler.missed", 0, 0);
            long heard = drawing.seed.between(110, 170, "straggler.heard", 0, 0);
            drawing.at(FIRST_MILLIS - missed, missed + heard, new Fault.OneWayCut(Scheme.between(go, stay)));
            drawing.at(FIRST_MILLIS, null, new Fault.Leave(a));
            drawing.at(FIRST_MILLIS, null, new Fault.Leave(others.getFirst()));
            on(drawing, "prepare", a, 290, new Fault.OneWayCut(Scheme.from(a, late)));
            on(drawing, "propose", a, 245, new Fault.OneWayCut(Scheme.between(stay, go)));
            drawing.returns();
        }
    },
    /**
     * One member after the other has a slow and uneven way out, so packets of a message arrive far apart; then nobody hears it any more. It
     * hears the others, and what they acknowledge of its last message, which nobody has whole.
     */
    PART_OF_A_MESSAGE(3) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            List<String> order = drawing.shapes.shuffled("straggler", 0);
            long at = FIRST_MILLIS;
            for (int i = 0; i < MAX_ROUNDS; i++) {
                String mute = order.get(i % order.size());
                List<Link> out = Scheme.from(mute, Scheme.but(nodes, mute));
                long delay = drawing.logUniform(2, 60, "straggler.delay", i);
                long jitter = drawing.logUniform(60, 300, "straggler.jitter", i);
                drawing.at(at, SLOW_MILLIS + MUTE_MILLIS, new Fault.Latency(out, delay, jitter));
                drawing.at(at + SLOW_MILLIS, MUTE_MILLIS, new Fault.OneWayCut(out));
                at += drawing.seed.between(2_600, 3_400, "straggler.round", i, 0);
            }
            drawing.returns();
        }
    },
    /**
     * a's value is accepted, and the acceptances are late: when they come, a has promised b's ballot, in which those acceptors have no part. If
     * a does not report its own acceptance there, both values are decided.
     */
    LATE_ACCEPTANCES(5) {
        @Override
        public void lay(Drawing drawing, List<String> nodes) {
            String a = nodes.get(0);
            String b = nodes.get(1);
            List<String> others = new ArrayList<>(drawing.shapes.shuffled("straggler", 0));
            others.removeAll(List.of(a, b));
            int asked = (nodes.size() - 1) / 2;
            List<String> x = others.subList(0, asked);
            List<String> y = others.subList(asked, others.size());
            long late = drawing.seed.between(430, 700, "straggler.late", 0, 0);
            // a suspects one of y and opens a ballot. b hears nothing of it, suspects a and opens another one, which
            // a promises while it waits for the acceptances.
            drawing.at(FIRST_MILLIS, 900L, new Fault.OneWayCut(List.of(new Link(y.getFirst(), a))));
            drawing.at(FIRST_MILLIS + 400, 730L, new Fault.OneWayCut(List.of(new Link(a, b))));
            on(drawing, "propose", a, LONG_MILLIS, new Fault.Latency(Scheme.to(x, a), late, 0));
            on(drawing, "propose", a, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(a, y)));
            on(drawing, "prepare", b, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(b, x)));
            on(drawing, "decided", b, LONG_MILLIS, new Fault.OneWayCut(Scheme.from(b, Scheme.but(nodes, b))));
        }
    };

    private static final long FIRST_MILLIS = 1_200;
    private static final long LONG_MILLIS = 4_000;
    private static final int MAX_ROUNDS = 7;
    private static final long SLOW_MILLIS = 400;
    private static final long MUTE_MILLIS = 1_300;

    private final int minNodes;

    Straggler(int minNodes) {
        this.minNodes = minNodes;
    }

    @Override
    public int minNodes() {
        return minNodes;
    }

    /** Whether these kinds and nodes suffice for any of them. */
    static boolean isPossible(Drawing drawing) {
        return drawing.nodes.size() >= PART_OF_A_MESSAGE.minNodes
                && drawing.has(FaultKind.ONE_WAY_CUT)
                && drawing.has(FaultKind.LATENCY)
                && drawing.has(FaultKind.LEAVE)
                && drawing.has(FaultKind.JOIN);
    }

    /** Lays one of those that the nodes suffice for. */
    static void layOne(Drawing drawing) {
        Scheme.layOne(List.of(values()), "straggler.which", drawing);
    }

    private static void on(Drawing drawing, String mark, String by, long lastsMillis, Fault fault) {
        drawing.add(new Moment.OnMark(mark, false, by, 1, 1, 0, FIRST_MILLIS), lastsMillis, fault);
    }
}
