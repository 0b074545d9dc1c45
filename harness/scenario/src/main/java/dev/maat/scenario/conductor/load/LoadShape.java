package dev.maat.scenario.conductor.load;

import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How the load is spread over senders and time. */
final class LoadShape {
    private static final long BURST_NANOS = 1_000_000_000L;
    private static final double HOT_SHARE = 0.8;

    private final Map<String, Double> shares = new LinkedHashMap<>();
    private final boolean bursts;

    LoadShape(Scenario scenario, SeedDraw seed) {
        List<String> nodes = scenario.nodes();
        String shape = scenario.workload().shape();
        bursts = shape.equals(Workload.BURSTS);
        int hot = (int) seed.below(nodes.size(), "load.hot", 0, 0);
        for (int i = 0; i < nodes.size(); i++) {
            shares.put(
                    nodes.get(i),
                    switch (shape) {
                        case Workload.BURSTS -> 2.0;
                        case Workload.HOT_SENDER -> nodes.size() == 1 ? 1.0 : hotShare(i == hot, nodes.size());
                        case Workload.FEW_SENDERS -> i == hot || seed.percent(50, "load.sends", i, 0) ? 1.0 : 0.0;
                        default -> 1.0;
                    });
        }
    }

    private static double hotShare(boolean hot, int nodes) {
        return hot ? HOT_SHARE * nodes : (1 - HOT_SHARE) * nodes / (nodes - 1);
    }

    /** How many times as often as in an even load the node sends. */
    double share(String node) {
        Double known = shares.get(node);
        return known == null ? 1 : known;
    }

    boolean isSilent(String node) {
        return share(node) == 0;
    }

    /** When a message is due that would be due a gap from now: not in a second that is silent. */
    long due(long now, long gapNanos) {
        long due = now + gapNanos;
        boolean silent = bursts && due / BURST_NANOS % 2 == 1;
        return silent ? (due / BURST_NANOS + 1) * BURST_NANOS + due % BURST_NANOS : due;
    }
}
