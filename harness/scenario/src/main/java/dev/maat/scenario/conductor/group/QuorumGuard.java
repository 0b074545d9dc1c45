package dev.maat.scenario.conductor.group;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Keeps the group its quorum: allows a death or a departure only if one is left after it, whichever view the group is in or on its way to.
 * The conductor knows the views that processes have installed. A next one may be decided already that no process has installed.
 */
final class QuorumGuard {
    private final Roster roster;
    private final Losses losses;

    QuorumGuard(Roster roster, Losses losses) {
        this.roster = roster;
        this.losses = losses;
    }

    /**
     * Whether the group can afford this death. A quorum of the newest view must survive it, and also a quorum of the next view if
     * one was adopted that no process has installed yet. Such a view holds at least a quorum of the newest view; if links were or
     * are broken, it may hold no more than that.
     */
    boolean allowsDeathOf(NodeState victim) {
        Predicate<NodeState> outlives = node -> node != victim;
        Set<NodeState> leavers = leaversBut(victim);
        if (!roster.isQuorumOn(roster.newestMembers(), outlives)
                || !roster.canLearnOfNewest(outlives)
                || !leavesTheStaying(leavers, outlives)) {
            return false;
        }
        if (roster.isStatic()) {
            return true;
        }
        if (!losses.disturbedSinceCalm()) {
            return outnumberDeadNewcomers(deadNewcomersWith(victim), leavers, outlives);
        }
        return 2 * (losses.deaths() + 1) < minNextView();
    }

    /** The fewest members that a next view may have: half of the members can be a quorum, and some of them may leave. */
    private int minNextView() {
        int leaving = 0;
        for (NodeState node : roster.all()) {
            leaving += node.isLeaving() && node.isUp() ? 1 : 0;
        }
        return (roster.newestMembers().size() + 1) / 2 - leaving;
    }

    /**
     * Whether the group can spare a member that leaves: at least two others must stay in the newest view. A process that was left behind
     * does not count: if the last member of the newest view leaves, the group ends. The members that died count in a next view, and without
     * the leaver those that stay must be a quorum of it.
     */
    boolean allowsLeaveOf(NodeState leaver) {
        int others = 0;
        for (NodeState node : roster.all()) {
            boolean isMember = node.process() != null && roster.newestMembers().contains(node.process());
            if (node != leaver && node.isWell() && node.view() != null && isMember) {
                others++;
            }
        }
        Set<NodeState> leavers = leaversBut(leaver);
        leavers.add(leaver);
        return others >= 2
                && leavesTheStaying(leavers, node -> true)
                && outnumberDeadNewcomers(losses.newcomersDeadSinceCalm(), leavers, node -> true);
    }

    /** The members that live and were asked to leave. A victim does not count: its leave may be known nowhere when it dies. */
    private Set<NodeState> leaversBut(NodeState victim) {
        Set<NodeState> leavers = new LinkedHashSet<>();
        for (NodeState node : roster.all()) {
            if (node != victim && node.isLeaving() && node.life() == NodeState.Life.RUNNING) {
                leavers.add(node);
            }
        }
        return leavers;
    }

    /**
     * Whether those that stay would be a quorum without the leavers. A next view may be decided already and installed nowhere; in the worst
     * case it is without the leavers that live, and counts all members that have died meanwhile.
     */
    private boolean leavesTheStaying(Set<NodeState> leavers, Predicate<NodeState> outlives) {
        List<String> staying = staying(leavers);
        return roster.isStatic() || (!staying.isEmpty() && roster.isQuorumOn(staying, outlives));
    }

    /** The members of the newest view without the leavers. */
    private List<String> staying(Set<NodeState> leavers) {
        List<String> staying = new ArrayList<>();
        for (String member : roster.newestMembers()) {
            NodeState node = roster.of(member);
            if (!node.isProcess(member) || !leavers.contains(node)) {
                staying.add(member);
            }
        }
        return staying;
    }

    /** The newcomers that would be dead after this death and may be named in the next view. */
    private int deadNewcomersWith(NodeState victim) {
        boolean isNewcomer = victim.process() != null && !roster.newestMembers().contains(victim.process());
        return losses.newcomersDeadSinceCalm() + (isNewcomer ? 1 : 0);
    }

    /**
     * Whether the members that live and stay are a majority of the next view, should it name the dead newcomers and go without the leavers.
     * Such a view may be decided already and installed nowhere.
     */
    private boolean outnumberDeadNewcomers(int newcomers, Set<NodeState> leavers, Predicate<NodeState> outlives) {
        if (newcomers == 0) {
            return true;
        }
        List<String> staying = staying(leavers);
        int alive = 0;
        for (String member : staying) {
            NodeState node = roster.of(member);
            boolean lives = node.isProcess(member) && node.life() == NodeState.Life.RUNNING && outlives.test(node);
            alive += lives ? 1 : 0;
        }
        return 2 * alive > staying.size() + newcomers;
    }
}
