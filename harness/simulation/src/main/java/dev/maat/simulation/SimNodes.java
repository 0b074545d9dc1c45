package dev.maat.simulation;

import dev.maat.contract.ProcessId;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The nodes of a run, by index and by name. */
final class SimNodes {
    private final List<SimNode> inOrder = new ArrayList<>();
    private final Map<String, SimNode> byName = new LinkedHashMap<>();

    SimNodes(Scenario scenario, SeedDraw seed) {
        long drift = scenario.network().clockDriftPpm();
        for (int i = 0; i < scenario.nodes().size(); i++) {
            String name = scenario.nodes().get(i);
            LocalClock clock = new LocalClock(
                    seed.below(1L << 40, "clock.origin", i, 0), seed.between(-drift, drift, "clock.drift", i, 0));
            SimNode node =
                    new SimNode(i, name, clock, fanOut(i, scenario.nodes().size(), seed));
            inOrder.add(node);
            byName.put(name, node);
        }
    }

    /** The other nodes in an order drawn for this one. */
    private static int[] fanOut(int node, int nodes, SeedDraw seed) {
        int[] order = new int[nodes - 1];
        for (int i = 0, at = 0; i < nodes; i++) {
            if (i != node) {
                order[at++] = i;
            }
        }
        for (int at = order.length - 1; at > 0; at--) {
            int other = (int) seed.below(at + 1L, "fanout", node, at);
            int swapped = order[at];
            order[at] = order[other];
            order[other] = swapped;
        }
        return order;
    }

    int size() {
        return inOrder.size();
    }

    List<SimNode> all() {
        return Collections.unmodifiableList(inOrder);
    }

    SimNode get(int index) {
        return inOrder.get(index);
    }

    /** @throws IllegalArgumentException if the scenario has no node of this name */
    SimNode named(String name) {
        SimNode node = byName.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node '" + name + "' in the scenario");
        }
        return node;
    }

    /** As {@link #named}; null if there is none. */
    @Nullable
    SimNode find(String name) {
        return byName.get(name);
    }

    /** The process of this name, if it runs. */
    @Nullable
    SimProcess process(String name) {
        SimProcess process = named(ProcessId.parse(name).node()).process;
        return process != null && process.name().equals(name) ? process : null;
    }
}
