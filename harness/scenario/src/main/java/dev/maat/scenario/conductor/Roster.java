package dev.maat.scenario.conductor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All nodes, the newest view, and what follows from both. */
final class Roster {
    /** How long nothing must have happened to the group before it counts as calm. */
    private static final long CALM_NANOS = 1_000_000_000L;

    private final Map<String, NodeState> nodes = new LinkedHashMap<>();
    private final List<String> founders;

    private NodeState.@Nullable SeenView newest;
    private int deathsInNewest;
    private int newcomersDeadSinceCalm;
    private boolean disturbedSinceCalm;
    private long lastEventNanos;
    private long viewsInstalled;

    Roster(List<String> names, List<String> founderNodes) {
        for (String name : names) {
            nodes.put(name, new NodeState(name));
        }
        founders = founderNodes.stream().map(node -> node + ".0").toList();
    }

    Iterable<NodeState> all() {
        return nodes.values();
    }

    NodeState node(String name) {
        NodeState node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node '" + name + "' in the scenario; there are " + nodes.keySet());
        }
        return node;
    }

    /** The node of a process, by the process's id. */
    NodeState of(String process) {
        int dot = process.lastIndexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException("not a process id (node.incarnation): '" + process + "'");
        }
        return node(process.substring(0, dot));
    }

    NodeState.@Nullable SeenView newest() {
        return newest;
    }

    /** Whether each of some nodes is in a view of at least as many. */
    boolean areGathered(List<String> names) {
        for (String name : names) {
            NodeState.SeenView view = node(name).view;
            if (view == null || view.members().size() < names.size()) {
                return false;
            }
        }
        return true;
    }

    /** Nodes whose process runs, starts or is still to go. */
    List<String> notDown() {
        List<String> names = new ArrayList<>();
        for (NodeState node : all()) {
            if (node.life != NodeState.Life.DOWN) {
                names.add(node.name);
            }
        }
        return names;
    }

    /** Whether somebody is still to die by a fault, or to be started. */
    boolean awaitsDeathOrStart() {
        for (NodeState node : all()) {
            if (node.life == NodeState.Life.DOOMED || node.restartAtNanos != NodeState.NEVER) {
                return true;
            }
        }
        return false;
    }

    long viewsInstalled() {
        return viewsInstalled;
    }

    void installed(long now, NodeState node, NodeState.SeenView view) {
        node.view = view;
        viewsInstalled++;
        lastEventNanos = now;
        if (view.primary() && (newest == null || view.seq() > newest.seq())) {
            newest = view;
            // Who died before anybody installed this view promises nothing in it, so it survives into no next one.
            deathsInNewest = 0;
        }
    }

    /** Something happened that may make members suspect each other. */
    void disturbed(long now) {
        disturbedSinceCalm = true;
        lastEventNanos = now;
    }

    /** Someone died; a newcomer that has no view yet may all the same be named in the next one. */
    void died(long now, NodeState node) {
        if (node.view == null) {
            newcomersDeadSinceCalm++;
        } else {
            deathsInNewest++;
        }
        lastEventNanos = now;
    }

    /** Forgets deaths and disturbances once the group has come to rest in the newest view, with all that run as its members. */
    void noteCalm(long now, boolean lastingFaultIsOn) {
        if (lastingFaultIsOn) {
            disturbedSinceCalm = true;
        } else if ((disturbedSinceCalm || deathsThatCount() > 0) && now - lastEventNanos >= CALM_NANOS && isAtRest()) {
            deathsInNewest = 0;
            newcomersDeadSinceCalm = 0;
            disturbedSinceCalm = false;
        }
    }

    private boolean isAtRest() {
        if (newest == null) {
            return false;
        }
        TreeSet<String> running = new TreeSet<>();
        for (NodeState node : all()) {
            if (node.life == NodeState.Life.STARTING || (node.isUp() && !node.isWell())) {
                return false;
            }
            if (node.isWell() && node.process != null) {
                if (node.view == null || !node.view.id().equals(newest.id())) {
                    return false;
                }
                running.add(node.process);
            }
        }
        return running.equals(new TreeSet<>(newest.members()));
    }

    /**
     * Whether the group can afford this death: a quorum of the newest view must live on, and of a next view too that is adopted
     * already and that nobody has installed. Such a view holds at least a quorum of the newest; while links were or are broken it
     * may hold no more than that.
     */
    boolean affordsDeathOf(NodeState victim) {
        List<String> members = newest == null ? founders : newest.members();
        if (!isQuorum(members, victim)) {
            return false;
        }
        if (!disturbedSinceCalm) {
            return true;
        }
        int leaving = 0;
        for (NodeState node : all()) {
            leaving += node.leaving && node.isUp() ? 1 : 0;
        }
        int smallestNext = (members.size() + 1) / 2 - leaving;
        if (members.size() % 2 == 1 && leaving == 0) {
            smallestNext = members.size() / 2 + 1;
        }
        return 2 * (deathsThatCount() + 1) < smallestNext;
    }

    /** Deaths of those who may be members of a next view that nobody has installed. */
    private int deathsThatCount() {
        return deathsInNewest + newcomersDeadSinceCalm;
    }

    /** Whether the group can spare a member that leaves: two others must go on. */
    boolean affordsLeaveOf(NodeState leaver) {
        int others = 0;
        for (NodeState node : all()) {
            if (node != leaver && node.isWell() && node.view != null) {
                others++;
            }
        }
        return others >= 2;
    }

    /** Whether the group's newest view has a quorum of processes that live, these nodes only. */
    boolean hasQuorum(List<String> among) {
        List<String> members = newest == null ? founders : newest.members();
        List<String> alive = new ArrayList<>();
        for (String member : members) {
            NodeState node = of(member);
            if (among.contains(node.name)
                    && node.isProcess(member)
                    && node.isUp()
                    && node.life != NodeState.Life.DOOMED) {
                alive.add(member);
            }
        }
        return isQuorum(members, alive);
    }

    private boolean isQuorum(List<String> members, NodeState without) {
        List<String> alive = new ArrayList<>();
        for (String member : members) {
            NodeState node = of(member);
            if (node != without && node.isProcess(member) && node.isUp() && node.life != NodeState.Life.DOOMED) {
                alive.add(member);
            }
        }
        return isQuorum(members, alive);
    }

    /** More than half, or exactly half with the first member. */
    private static boolean isQuorum(List<String> members, List<String> alive) {
        int twice = 2 * alive.size();
        return twice > members.size() || (twice == members.size() && alive.contains(members.get(0)));
    }

    /** How the group is, for the record: before and after each fault. */
    Map<String, Object> health() {
        int running = 0;
        int inNewest = 0;
        List<String> everyone = new ArrayList<>();
        for (NodeState node : all()) {
            everyone.add(node.name);
            if (node.isUp()) {
                running++;
                inNewest +=
                        newest != null && node.view != null && node.view.id().equals(newest.id()) ? 1 : 0;
            }
        }
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("running", running);
        health.put("inNewestView", inNewest);
        health.put("quorum", hasQuorum(everyone));
        return health;
    }
}
