package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A plan while it is drawn: its faults so far, their ids, and how many nodes it may still lose for good. */
final class Drawing {
    /** Around the time-outs of failure detectors: half of a common one, that one, twice, and well beyond. */
    private static final long[] PAUSE_MILLIS = {150, 250, 500, 1_000, 2_000};

    final SeedDraw seed;
    final Set<FaultKind> kinds;
    final List<String> nodes;
    final Shapes shapes;
    private final List<PlannedFault> faults = new ArrayList<>();
    private int nextId = 1;
    private int lost;

    Drawing(List<String> nodes, Set<FaultKind> kinds, SeedDraw seed) {
        this.nodes = nodes;
        this.kinds = kinds;
        this.seed = seed;
        this.shapes = new Shapes(nodes, seed);
    }

    FaultPlan plan() {
        return new FaultPlan(faults, List.of());
    }

    /** Continues a plan that was drawn by other means. */
    void begin(FaultPlan plan) {
        faults.addAll(plan.faults());
        for (PlannedFault planned : plan.faults()) {
            nextId = Math.max(nextId, planned.id() + 1);
        }
    }

    boolean has(FaultKind kind) {
        return kinds.contains(kind);
    }

    void at(long millis, @Nullable Long forMillis, Fault fault) {
        add(new Moment.At(millis), forMillis, fault);
    }

    void add(Moment moment, @Nullable Long forMillis, Fault fault) {
        Long lasts = fault.kind().lasting() ? forMillis : null;
        faults.add(new PlannedFault(nextId++, moment, lasts, fault, false));
    }

    /** Nodes that the founders do not include come later. */
    void latecomers(int founders, long windowMillis) {
        for (int i = founders; i < nodes.size() && has(FaultKind.JOIN); i++) {
            at(seed.between(1, Math.max(2, windowMillis / 2), "latecomer", i, 0), null, new Fault.Join(nodes.get(i)));
        }
    }

    /** Every node that ends comes back after the same time, as far as joins are possible. */
    void returns() {
        if (has(FaultKind.JOIN)) {
            long delayMicros = 1_000 * (50 + downMillis("return", 0));
            Moment afterExit = new Moment.OnMark(Marks.EXIT, false, "", 1, Moment.OnMark.MAX_COUNT, delayMicros, 0);
            add(afterExit, null, new Fault.Join(Role.MARKER.word()));
        }
    }

    /** Whether one more death for good leaves a majority of all nodes; counts it. */
    boolean loses() {
        if (lost >= (nodes.size() - 1) / 2) {
            return false;
        }
        lost++;
        return true;
    }

    String node(String stream, long i) {
        return nodes.get((int) seed.below(nodes.size(), stream + ".node", i, 0));
    }

    long pauseMillis(String stream, long i) {
        return PAUSE_MILLIS[(int) seed.below(PAUSE_MILLIS.length, stream + ".pause", i, 0)];
    }

    /** From soon, before any process has a suspicion, to long after. */
    long downMillis(String stream, long i) {
        return switch ((int) seed.below(4, stream + ".down", i, 0)) {
            case 0 -> 0;
            case 1 -> seed.between(10, 300, stream + ".down", i, 1);
            default -> seed.between(300, 2_500, stream + ".down", i, 2);
        };
    }

    /** Log-uniform between two numbers above zero. */
    long logUniform(long from, long to, String stream, long i) {
        double unit = SeedDraw.unit(seed.draw(stream, i, 0));
        return Math.round(from * StrictMath.pow((double) to / from, unit));
    }
}
