package dev.maat.scenario.conductor;

import java.util.ArrayList;
import java.util.List;

/** Chooses the nodes that are healed among themselves and judged for liveness, and tells when they have come to rest. */
final class CoreChoice {
    private final Roster roster;
    private final List<String> core = new ArrayList<>();
    private final List<String> cutOff = new ArrayList<>();
    private final boolean quorum;

    /**
     * All nodes that run or are about to, without those that the plan wants outside, unless the rest would hold no quorum of the
     * newest view: then they are taken in, in rank order, until it does.
     */
    CoreChoice(Roster roster, List<String> outside) {
        this.roster = roster;
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

    List<NodeState> nodes() {
        return core.stream().map(roster::node).toList();
    }

    /** Nodes that run and are not of the core; they must be cut off from it. */
    List<String> cutOff() {
        return cutOff;
    }

    boolean hasQuorum() {
        return quorum;
    }

    /**
     * Whether the core is in one view of exactly its members, and nobody else is about. While there is load some sends are
     * always unanswered.
     */
    boolean isAtRest(boolean underLoad) {
        List<NodeState> nodes = nodes();
        List<String> processes = new ArrayList<>();
        for (NodeState node : nodes) {
            if (!node.isWell() || node.process == null) {
                return false;
            }
            processes.add(node.process);
        }
        for (NodeState node : nodes) {
            if (node.view == null || !node.unanswered.isEmpty() && !underLoad) {
                return false;
            }
            List<String> members = node.view.members();
            if (members.size() != processes.size() || !members.containsAll(processes)) {
                return false;
            }
        }
        return stragglers().isEmpty();
    }

    /** Nodes that run and are neither of the core nor cut off: who leaves and cannot get away. */
    List<NodeState> stragglers() {
        List<NodeState> list = new ArrayList<>();
        for (NodeState node : roster.all()) {
            if (node.isUp() && !core.contains(node.name) && !cutOff.contains(node.name)) {
                list.add(node);
            }
        }
        return list;
    }
}
