package dev.maat.scenario;

import java.util.ArrayList;
import java.util.List;

/** Chooses the nodes that are healed among themselves and judged for liveness. */
final class CoreChoice {
    private final List<String> core = new ArrayList<>();
    private final List<String> cutOff = new ArrayList<>();
    private final boolean quorum;

    /**
     * All nodes that run or are about to, without those that the plan wants outside, unless the rest would hold no quorum of the
     * newest view: then they are taken in, in rank order, until it does.
     */
    CoreChoice(Roster roster, List<String> outside) {
        for (NodeState node : roster.all()) {
            boolean comes = node.isWell()
                    || node.life == NodeState.Life.STARTING
                    || node.restartAtNanos != NodeState.NEVER
                    || (node.excluded && !node.leaving);
            if (comes && outside.contains(node.name)) {
                cutOff.add(node.name);
            } else if (comes) {
                core.add(node.name);
            }
        }
        while (!roster.hasQuorum(core) && !cutOff.isEmpty()) {
            core.add(cutOff.remove(0));
        }
        quorum = roster.hasQuorum(core);
        List<String> inRankOrder = new ArrayList<>();
        for (NodeState node : roster.all()) {
            if (core.contains(node.name)) {
                inRankOrder.add(node.name);
            }
        }
        core.clear();
        core.addAll(inRankOrder);
    }

    List<String> core() {
        return core;
    }

    /** Nodes that run and are not of the core; they must be cut off from it. */
    List<String> cutOff() {
        return cutOff;
    }

    boolean hasQuorum() {
        return quorum;
    }
}
