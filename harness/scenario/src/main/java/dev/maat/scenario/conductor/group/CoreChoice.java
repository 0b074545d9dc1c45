package dev.maat.scenario.conductor.group;

import java.util.ArrayList;
import java.util.List;

/** Chooses the core: the nodes that are healed among themselves and judged for liveness. */
public final class CoreChoice {
    private final Roster roster;
    private final List<String> core = new ArrayList<>();
    private final List<String> cutOff = new ArrayList<>();
    private final boolean quorum;

    /**
     * The core is all nodes that run or are about to, without the nodes that the plan wants outside. If it would hold no quorum of
     * the newest view, nodes from outside are taken in, in rank order, until it does. A node whose process is not of the static group
     * stays outside.
     */
    public CoreChoice(Roster roster, List<String> outside) {
        this.roster = roster;
        List<String> strangers = new ArrayList<>();
        for (NodeState node : roster.all()) {
            boolean isComing = node.isWell()
                    || node.life() == NodeState.Life.STARTING
                    || node.restartAtNanos() != NodeState.NEVER
                    || (node.isExcluded() && !node.isLeaving());
            if (isComing && !roster.mayBeOfCore(node)) {
                strangers.add(node.name());
            } else if (isComing && outside.contains(node.name())) {
                cutOff.add(node.name());
            } else if (isComing) {
                core.add(node.name());
            }
        }
        while (!roster.hasQuorum(core) && !cutOff.isEmpty()) {
            core.add(cutOff.remove(0));
        }
        quorum = roster.hasQuorum(core);
        cutOff.addAll(strangers);
        List<String> inRankOrder = new ArrayList<>();
        for (NodeState node : roster.all()) {
            if (core.contains(node.name())) {
                inRankOrder.add(node.name());
            }
        }
        core.clear();
        core.addAll(inRankOrder);
    }

    public List<String> core() {
        return core;
    }

    public List<NodeState> nodes() {
        return core.stream().map(roster::node).toList();
    }

    /** Nodes that run, or are about to, outside the core; they must be cut off from it. */
    public List<String> cutOff() {
        return cutOff;
    }

    public boolean hasQuorum() {
        return quorum;
    }

    /**
     * Whether the core is in one view of exactly its members, or in the static group, and there are no stragglers.
     *
     * @param underLoad whether there is load; then some sends are always unanswered, which does not count as unrest
     */
    public boolean isAtRest(boolean underLoad) {
        List<NodeState> nodes = nodes();
        List<String> processes = new ArrayList<>();
        for (NodeState node : nodes) {
            if (!node.isWell() || node.process() == null) {
                return false;
            }
            processes.add(node.process());
        }
        for (NodeState node : nodes) {
            if (node.view() == null || !underLoad && !node.sends().areAllAnswered()) {
                return false;
            }
            List<String> members = node.view().members();
            boolean isOfCore = members.size() == processes.size() && members.containsAll(processes);
            if (!isOfCore && !roster.isStatic()) {
                return false;
            }
        }
        return stragglers().isEmpty();
    }

    /** Nodes that run and are neither in the core nor cut off from it: leavers that cannot get away. */
    public List<NodeState> stragglers() {
        List<NodeState> list = new ArrayList<>();
        for (NodeState node : roster.all()) {
            if (node.isUp() && !core.contains(node.name()) && !cutOff.contains(node.name())) {
                list.add(node);
            }
        }
        return list;
    }
}
