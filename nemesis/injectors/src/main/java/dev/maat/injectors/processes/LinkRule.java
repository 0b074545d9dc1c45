package dev.maat.injectors.processes;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.Link;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A fault of links that is in force, and how often it has acted on each link. Not thread-safe.
 *
 * @param event what it does, as an effect counts it: {@code dropped}
 * @param bursts the links on which a burst of loss is on
 */
record LinkRule(Fault fault, String event, SortedMap<String, Long> counts, Set<String> bursts) {
    private static final int PER_MILLE = 1_000;

    LinkRule(Fault fault, String event) {
        this(fault, event, new TreeMap<>(), new TreeSet<>());
    }

    /** Whether a burst of loss takes the next packet of the link. */
    boolean inBurst(Link link, Fault.BurstLoss loss, RandomGenerator random) {
        boolean on = bursts.contains(link.toString());
        boolean next = on ? random.nextInt(loss.meanPackets()) != 0 : random.nextInt(PER_MILLE) < loss.startPerMille();
        if (next) {
            bursts.add(link.toString());
        } else {
            bursts.remove(link.toString());
        }
        return next;
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
