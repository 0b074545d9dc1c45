package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * Further parts of a storm. They are drawn after all others and from streams of their own: what a seed had before, it keeps.
 *
 * <p>Terms: a <em>swizzle</em> cuts nodes off one after the other and lets them back in another order, so that every mixture of old and
 * new connections comes about. A <em>stutter</em> is a node that is too slow: it runs for some time in each pause between its pauses.
 */
final class Gusts {
    private static final int WEATHER_PERCENT = 35;
    private static final int SWIZZLE_PERCENT = 40;
    private static final int STUTTER_PERCENT = 40;
    private static final int JUMP_PERCENT = 60;
    private static final int MAX_GUSTS = 3;
    private static final int STUTTERS = 8;

    private final Drawing drawing;
    private final SeedDraw seed;
    private final LinkFaults links;
    private final long windowMillis;

    Gusts(Drawing drawing, long windowMillis) {
        this.drawing = drawing;
        this.seed = drawing.seed;
        this.links = new LinkFaults(drawing.nodes, seed);
        this.windowMillis = windowMillis;
    }

    void weather(long fromMillis) {
        long lasts = Math.max(1, windowMillis - 2 * fromMillis);
        if (present(FaultKind.BURST_LOSS)) {
            drawing.at(fromMillis, lasts, links.burstLoss(List.of(), "gust", 0));
        }
        if (present(FaultKind.CORRUPT)) {
            drawing.at(fromMillis, lasts, new Fault.Corrupt(List.of(), 1 + (int) seed.below(10, "gust.corrupt", 0, 0)));
        }
        if (present(FaultKind.REPLAY)) {
            drawing.at(fromMillis, lasts, links.replay(List.of(), "gust", 0));
        }
    }

    private boolean present(FaultKind kind) {
        return drawing.has(kind) && seed.percent(WEATHER_PERCENT, "gust.present", kind.ordinal(), 0);
    }

    void blow(long calmMillis) {
        long room = Math.max(1, windowMillis - 2 * calmMillis);
        for (int i = 0; i < MAX_GUSTS; i++) {
            long at = calmMillis + seed.below(room, "gust.at", i, 0);
            String node = drawing.node("gust", i);
            if (drawing.has(FaultKind.PARTITION) && seed.percent(SWIZZLE_PERCENT, "gust.swizzle", i, 0)) {
                swizzle(at, i);
            }
            if (drawing.has(FaultKind.PAUSE) && seed.percent(STUTTER_PERCENT, "gust.stutter", i, 0)) {
                stutter(at, node, i);
            }
            if (drawing.has(FaultKind.CLOCK_JUMP) && seed.percent(JUMP_PERCENT, "gust.jump", i, 0)) {
                drawing.at(at, null, new Fault.ClockJump(node, Swarm.jumpMillis(seed, "gust", i)));
            }
        }
    }

    private void swizzle(long at, int i) {
        List<String> order = drawing.shapes.shuffled("gust.swizzle", i);
        int size = 1 + (int) seed.below(order.size(), "gust.size", i, 0);
        long gap = seed.between(20, 400, "gust.gap", i, 0);
        for (int k = 0; k < size; k++) {
            List<String> rest = new ArrayList<>(drawing.nodes);
            rest.remove(order.get(k));
            // Cut off in this order, and let back at drawn times.
            long back = seed.between(size, 3L * size, "gust.back", i, k);
            Fault alone = new Fault.Partition(List.of(List.of(order.get(k)), rest));
            drawing.at(at + k * gap, (back - k) * gap, alone);
        }
    }

    private void stutter(long at, String node, int i) {
        long paused = seed.between(40, 300, "gust.paused", i, 0);
        long running = seed.between(5, 100, "gust.running", i, 0);
        for (int k = 0; k < STUTTERS; k++) {
            drawing.at(at + k * (paused + running), paused, new Fault.Pause(node));
        }
    }
}
