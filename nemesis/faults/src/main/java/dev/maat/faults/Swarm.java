package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The distribution from which fault plans are drawn. Every choice is drawn from the seed, even whether a kind is absent from the
 * plan (Groce et al., <em>Swarm Testing</em>, 2012: runs without some kinds find defects that runs with all of them hide).
 *
 * <p>A plan keeps liveness judgeable: it leaves a majority of all nodes alive in the end. A plan cannot show whether deaths close
 * to each other leave a quorum of the newest view; the conductor checks that during the run.
 *
 * @param nodes all nodes in rank order
 * @param founders how many of them, from the first, found the group; the others join during the run
 * @param windowMillis how long the workload runs
 * @param kinds the kinds that may be drawn
 * @param presence whether kinds may be absent
 */
public record Swarm(List<String> nodes, int founders, long windowMillis, Set<FaultKind> kinds, Presence presence) {
    /** Whether each kind occurs. */
    public enum Presence {
        /** Every kind that is possible with these nodes occurs. */
        EVERY_KIND,
        /** Each kind occurs in half of the plans. */
        DRAWN
    }

    /** The window allows one occurrence of a kind, and one more for each stretch of this length. */
    private static final long OCCURRENCE_MILLIS = 10_000;

    private static final int MAX_OCCURRENCES = 6;
    private static final long MIN_LASTING_MILLIS = 200;
    private static final long MAX_LASTING_MILLIS = 6_000;

    /** A partition of at least this length is suspected: several times the time-out of the failure detectors here. */
    private static final long MIN_SUSPECTED_MILLIS = 2_000;

    /** The share of partitions that last long enough to be suspected; the others may end inside a time-out. */
    private static final int SUSPECTED_PERCENT = 75;

    private static final long[] JUMP_MILLIS = {100, 500, 2_000, 30_000};

    private static final int OUTSIDE_PERCENT = 12;
    private static final int DEATH_STAYS_PERCENT = 30;
    private static final int LEAVE_STAYS_PERCENT = 50;

    public Swarm {
        nodes = List.copyOf(nodes);
        if (founders < 1 || founders > nodes.size()) {
            throw new IllegalArgumentException("founders: from 1 to " + nodes.size() + " nodes, not " + founders);
        }
        if (windowMillis < 1) {
            throw new IllegalArgumentException("a plan needs a window to lie in, not " + windowMillis + " ms");
        }
    }

    /** Draws a plan. The same seed and parameters give the same plan. */
    public FaultPlan draw(long seed) {
        return new Drawing(this, new SeedDraw(seed)).plan();
    }

    /** Around the time-outs of failure detectors, and far beyond all time-outs. */
    static long jumpMillis(SeedDraw seed, String stream, long i) {
        int step = (int) seed.below(JUMP_MILLIS.length - 1L, stream + ".ahead", i, 0);
        return seed.between(JUMP_MILLIS[step], JUMP_MILLIS[step + 1], stream + ".ahead", i, 1);
    }

    private static final class Drawing {
        private final Swarm swarm;
        private final SeedDraw seed;
        private final LinkFaults links;
        private final List<PlannedFault> faults = new ArrayList<>();
        private final List<String> outside = new ArrayList<>();
        private int dead;
        private int nextId = 1;

        Drawing(Swarm swarm, SeedDraw seed) {
            this.swarm = swarm;
            this.seed = seed;
            this.links = new LinkFaults(swarm.nodes, seed);
        }

        FaultPlan plan() {
            List<String> nodes = swarm.nodes;
            if (!swarm.kinds.isEmpty()
                    && mayLose()
                    && nodes.size() > 3
                    && seed.percent(OUTSIDE_PERCENT, "outside", 0, 0)) {
                outside.add(node("outside", 1));
                dead++;
            }
            for (int i = swarm.founders; i < nodes.size(); i++) {
                add("latecomer", i, new Fault.Join(nodes.get(i)));
            }
            for (FaultKind kind : FaultKind.values()) {
                if (!swarm.kinds.contains(kind) || !present(kind)) {
                    continue;
                }
                long occurrences = 1
                        + seed.below(
                                Math.min(MAX_OCCURRENCES, 1 + swarm.windowMillis / OCCURRENCE_MILLIS),
                                kind.word(),
                                0,
                                -1);
                for (int i = 0; i < occurrences; i++) {
                    draw(kind, i);
                }
            }
            return new FaultPlan(faults, outside);
        }

        private boolean present(FaultKind kind) {
            return swarm.presence == Presence.EVERY_KIND || seed.percent(50, "present", kind.ordinal(), 0);
        }

        private void draw(FaultKind kind, int i) {
            String stream = kind.word();
            switch (kind) {
                case PARTITION, ONE_WAY_CUT, LOSS, LATENCY, DUPLICATE, REORDER, RESET, BURST_LOSS, CORRUPT, REPLAY -> {
                    if (swarm.nodes.size() > 1) {
                        add(stream, i, links.draw(kind, i));
                    }
                }
                case PAUSE -> add(stream, i, new Fault.Pause(node(stream, i)));
                case RESTART -> add(stream, i, new Fault.Restart(node(stream, i), downMillis(stream, i)));
                case KILL -> departure(stream, i, new Fault.Kill(node(stream, i)), DEATH_STAYS_PERCENT);
                case CRASH_POINT -> departure(stream, i, crashPoint(stream, i), DEATH_STAYS_PERCENT);
                case LEAVE -> departure(stream, i, new Fault.Leave(node(stream, i)), LEAVE_STAYS_PERCENT);
                case CLOCK_JUMP -> add(stream, i, new Fault.ClockJump(node(stream, i), jumpMillis(seed, stream, i)));
                case JOIN -> {
                    // A node that runs cannot join: joins are drawn with latecomers, and after deaths and departures.
                }
            }
        }

        private Fault.CrashPoint crashPoint(String stream, int i) {
            boolean midFanOut = seed.percent(70, stream + ".fanout", i, 0);
            Integer destinations = midFanOut
                    ? (int) seed.below(Math.max(1, swarm.nodes.size() - 1L), stream + ".destination", i, 0)
                    : null;
            int effects = (int) seed.below(4, stream + ".effects", i, 0);
            return new Fault.CrashPoint(node(stream, i), midFanOut ? 0 : effects, destinations, 2_000);
        }

        /**
         * A node goes. It comes back as a new process, soon or after about a suspicion time-out, unless the draw lets it stay away
         * and the plan can spare it.
         */
        private void departure(String stream, int i, Fault.OnNode fault, int stayAwayPercent) {
            boolean canReturn = swarm.kinds.contains(FaultKind.JOIN) || swarm.kinds.contains(FaultKind.RESTART);
            if (!canReturn && !mayLose()) {
                return;
            }
            PlannedFault gone = add(stream, i, fault);
            boolean staysAway = mayLose() && seed.percent(stayAwayPercent, stream + ".staysAway", i, 0);
            if (staysAway || !canReturn) {
                dead++;
                return;
            }
            long back = gone.moment().earliestMillis() + 50 + downMillis(stream + ".back", i);
            Fault returning = swarm.kinds.contains(FaultKind.JOIN)
                    ? new Fault.Join(fault.node())
                    : new Fault.Restart(fault.node(), 0);
            faults.add(new PlannedFault(nextId++, back, null, returning, false));
        }

        private boolean mayLose() {
            return dead < (swarm.nodes.size() - 1) / 2;
        }

        private long downMillis(String stream, int i) {
            return switch ((int) seed.below(4, stream + ".down", i, 0)) {
                case 0 -> 0;
                case 1 -> seed.between(10, 300, stream + ".down", i, 1);
                default -> seed.between(300, 4_000, stream + ".down", i, 2);
            };
        }

        private String node(String stream, int i) {
            return swarm.nodes.get((int) seed.below(swarm.nodes.size(), stream + ".node", i, 0));
        }

        private PlannedFault add(String stream, int i, Fault fault) {
            long window = swarm.windowMillis;
            long at = window * seed.between(3, 90, stream + ".at", i, 0) / 100 + seed.below(100, stream + ".at", i, 1);
            Long lasts = fault.kind().lasting() ? (Long) lastsMillis(fault, stream, i) : null;
            PlannedFault planned = new PlannedFault(nextId++, at, lasts, fault, false);
            faults.add(planned);
            return planned;
        }

        private long lastsMillis(Fault fault, String stream, int i) {
            long millis = lastsMillis(fault.kind(), stream, i);
            // A replay that ends before its first copy arrives does nothing.
            return fault instanceof Fault.Replay replay ? replay.afterMillis() + millis : millis;
        }

        /**
         * Log-uniform, because short faults inside a view change matter as much as long ones. Most partitions are long enough to be
         * suspected, as far as the window allows: one that no process notices changes no view.
         */
        private long lastsMillis(FaultKind kind, String stream, int i) {
            double longest = Math.max(MIN_LASTING_MILLIS * 2, Math.min(MAX_LASTING_MILLIS, swarm.windowMillis / 3));
            double unit = SeedDraw.unit(seed.draw(stream + ".lasts", i, 0));
            double shortest = MIN_LASTING_MILLIS;
            if (kind == FaultKind.PARTITION && seed.percent(SUSPECTED_PERCENT, stream + ".suspected", i, 0)) {
                shortest = Math.min(MIN_SUSPECTED_MILLIS, longest);
            }
            return Math.round(shortest * StrictMath.pow(longest / shortest, unit));
        }
    }
}
