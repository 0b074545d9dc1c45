package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The distribution that fault plans are drawn from. Every choice is drawn from the seed, the absence of a whole kind too
 * (Groce et al., <em>Swarm Testing</em>, 2012: runs that leave kinds out find what runs with everything on hide).
 *
 * <p>A plan keeps liveness judgeable: no more nodes stay dead for good than leave a majority of all nodes. That deaths close to
 * each other leave a quorum of the newest view cannot be seen from a plan; the conductor sees to it during the run.
 *
 * @param nodes all nodes in rank order
 * @param founders how many of them, from the first, found the group; the others join during the run
 * @param windowMillis how long the workload runs
 * @param kinds what may be drawn
 * @param presence whether kinds may be absent
 */
public record Swarm(List<String> nodes, int founders, long windowMillis, Set<FaultKind> kinds, Presence presence) {
    /** Whether each kind occurs. */
    public enum Presence {
        /** Each kind that can occur with these nodes does. */
        EVERY_KIND,
        /** Each kind occurs in half of the plans. */
        DRAWN
    }

    /** One more occurrence of a kind may be drawn for each of these in the window. */
    private static final long OCCURRENCE_MILLIS = 10_000;

    private static final int MOST_OCCURRENCES = 6;
    private static final long SHORTEST_MILLIS = 200;
    private static final long LONGEST_MILLIS = 6_000;
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
                                Math.min(MOST_OCCURRENCES, 1 + swarm.windowMillis / OCCURRENCE_MILLIS),
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
                case PARTITION, ONE_WAY_CUT, LOSS, LATENCY, DUPLICATE, REORDER, RESET -> {
                    if (swarm.nodes.size() > 1) {
                        add(stream, i, links.draw(kind, i));
                    }
                }
                case PAUSE -> add(stream, i, new Fault.Pause(node(stream, i)));
                case RESTART -> add(stream, i, new Fault.Restart(node(stream, i), downMillis(stream, i)));
                case KILL -> departure(stream, i, new Fault.Kill(node(stream, i)), DEATH_STAYS_PERCENT);
                case CRASH_POINT -> departure(stream, i, crashPoint(stream, i), DEATH_STAYS_PERCENT);
                case LEAVE -> departure(stream, i, new Fault.Leave(node(stream, i)), LEAVE_STAYS_PERCENT);
                case JOIN -> {
                    // A node that runs cannot join: joins come with latecomers, and after deaths and departures.
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

        /** A node goes; it comes back as a new process, at once or a time-out's worth later, unless it may and does stay away. */
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
            long back = gone.atMillis() + 50 + downMillis(stream + ".back", i);
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
            Long lasts = fault.kind().lasting() ? (Long) lastsMillis(stream, i) : null;
            PlannedFault planned = new PlannedFault(nextId++, at, lasts, fault, false);
            faults.add(planned);
            return planned;
        }

        /** Log-uniform: short faults that fall inside a view change matter as much as long ones. */
        private long lastsMillis(String stream, int i) {
            double longest = Math.max(SHORTEST_MILLIS * 2, Math.min(LONGEST_MILLIS, swarm.windowMillis / 3));
            double unit = SeedDraw.unit(seed.draw(stream + ".lasts", i, 0));
            return Math.round(SHORTEST_MILLIS * StrictMath.pow(longest / SHORTEST_MILLIS, unit));
        }
    }
}
