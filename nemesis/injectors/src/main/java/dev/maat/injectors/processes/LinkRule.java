package dev.maat.injectors.processes;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.Link;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A fault of links that is in force, and how often it has acted on each link. Not thread-safe.
 *
 * @param event what it does, as an effect counts it: {@code dropped}
 */
record LinkRule(Fault fault, String event, SortedMap<String, Long> counts) {
    LinkRule(Fault fault, String event) {
        this(fault, event, new TreeMap<>());
    }

    /** Whether it acts on this link. */
    boolean covers(Link link) {
        return switch (fault) {
            case Fault.Partition partition -> isAcross(partition, link);
            case Fault.OnLinks onLinks -> onLinks.covers(link);
            case Fault.OnNode onNode -> false;
        };
    }

    private static boolean isAcross(Fault.Partition partition, Link link) {
        int from = -1;
        int to = -1;
        for (int i = 0; i < partition.groups().size(); i++) {
            from = partition.groups().get(i).contains(link.from()) ? i : from;
            to = partition.groups().get(i).contains(link.to()) ? i : to;
        }
        return from >= 0 && to >= 0 && from != to;
    }

    void count(Link link) {
        counts.merge(link.toString(), 1L, Long::sum);
    }

    FaultEffect effect() {
        SortedMap<String, SortedMap<String, Long>> effect = new TreeMap<>();
        if (!counts.isEmpty()) {
            effect.put(event, counts);
        }
        return new FaultEffect(effect, null);
    }
}
