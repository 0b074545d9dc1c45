package dev.maat.scenario.conductor.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All nodes and the newest view: the state of the group. */
public final class Roster {
    private static final int MAX_KNOWN_PROCESSES = 1 << 14;

    private final Map<String, NodeState> nodes = new LinkedHashMap<>();

    /** By the id of a process, as far as one was asked for: ids are looked up with every observation. */
    private final Map<String, NodeState> byProcess = new LinkedHashMap<>();

    private final List<String> founders;
    private final @Nullable StaticGroup staticGroup;

    private NodeState.@Nullable SeenView newest;

    /** Of the view that was the newest before; they can find the decision of the newest one again. */
    private List<String> membersBefore = List.of();

    private final Losses losses = new Losses();
    private final QuorumGuard guard = new QuorumGuard(this, losses);
    private boolean affordsEveryDeath;
    private long viewsInstalled;

    public Roster(List<String> names, List<String> founderNodes) {
        this(names, founderNodes, null);
    }

    private Roster(List<String> names, List<String> founderNodes, @Nullable StaticGroup staticGroup) {
        for (String name : names) {
            nodes.put(name, new NodeState(name));
        }
        this.founders = founderNodes.stream().map(node -> node + ".0").toList();
        this.staticGroup = staticGroup;
        this.newest = staticGroup == null ? null : staticGroup.view();
    }

    /**
     * The roster of a group without views.
     *
     * @param resumes whether a restarted node goes on with its state
     */
    public static Roster ofStaticGroup(List<String> names, boolean resumes) {
        return new Roster(names, names, StaticGroup.of(names, resumes));
    }

    /** Whether the group has no views. */
    public boolean isStatic() {
        return staticGroup != null;
    }

    /** The plan may leave the group without a quorum: every death and departure is affordable. */
    public void affordEveryDeath() {
        affordsEveryDeath = true;
    }

    public Iterable<NodeState> all() {
        return nodes.values();
    }

    public NodeState node(String name) {
        NodeState node = nodes.get(name);
        if (node == null) {
            throw new IllegalArgumentException("no node '" + name + "' in the scenario; there are " + nodes.keySet());
        }
        return node;
    }

    /** The node of a process, by the process's id. */
    public NodeState of(String process) {
        NodeState known = byProcess.get(process);
        if (known == null) {
            known = parsed(process);
            if (byProcess.size() >= MAX_KNOWN_PROCESSES) {
                byProcess.clear();
            }
            byProcess.put(process, known);
        }
        return known;
    }

    private NodeState parsed(String process) {
        int dot = process.lastIndexOf('.');
        if (dot < 1) {
            throw new IllegalArgumentException("not a process id (node.incarnation): '" + process + "'");
        }
        return node(process.substring(0, dot));
    }

    /** Whether each of these nodes has a view with at least as many members as there are of these nodes. */
    public boolean areGathered(List<String> names) {
        for (String name : names) {
            NodeState.SeenView view = node(name).view();
            if (view == null || view.members().size() < names.size()) {
                return false;
            }
        }
        return true;
    }

    /** Nodes whose process runs, starts or has not ended yet. */
    public List<String> notDown() {
        List<String> names = new ArrayList<>();
        for (NodeState node : all()) {
            if (node.life() != NodeState.Life.DOWN) {
                names.add(node.name());
            }
        }
        return names;
    }

    /** Whether a process runs that has not closed its log, or a node is about to run one. */
    public boolean isAnyLogOpen() {
        for (NodeState node : all()) {
            if (node.isLogOpen()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a process is about to die by a fault, or a node is about to be started again. */
    public boolean awaitsDeathOrStart() {
        for (NodeState node : all()) {
            if (node.life() == NodeState.Life.DOOMED || node.restartAtNanos() != NodeState.NEVER) {
                return true;
            }
        }
        return false;
    }

    public long viewsInstalled() {
        return viewsInstalled;
    }

    /** A process was started. One of a static group is in the group's implicit view at once. */
    public void started(long now, NodeState node, String process) {
        node.started(process);
        node.startedAt(now);
        if (staticGroup != null && staticGroup.has(process)) {
            node.installed(now, staticGroup.view());
        }
    }

    /** A process has installed a view. A static group has none, so there it means nothing. */
    public void installed(long now, NodeState node, NodeState.SeenView view) {
        if (staticGroup != null) {
            return;
        }
        node.installed(now, view);
        viewsInstalled++;
        losses.installed(now);
        if (view.primary() && (newest == null || view.seq() > newest.seq())) {
            membersBefore = newestMembers();
            newest = view;
            losses.newestInstalled();
        }
    }

    /** A fault began or ended that may make members suspect each other. */
    public void disturbed(long now) {
        losses.disturbed(now);
    }

    /** A process died. */
    public void died(long now, NodeState node) {
        losses.died(now, node.view() != null);
    }

    /** Forgets deaths and disturbances once the group is at rest: all running processes are the members of the newest view. */
    public void noteCalm(long now, boolean lastingFaultIsOn) {
        if (lastingFaultIsOn) {
            losses.lastingFaultIsOn();
        } else if (losses.mayBeForgotten(now) && isAtRest()) {
            losses.forget();
        }
    }

    private boolean isAtRest() {
        if (newest == null) {
            return false;
        }
        TreeSet<String> running = new TreeSet<>();
        for (NodeState node : all()) {
            if (node.life() == NodeState.Life.STARTING || (node.isUp() && !node.isWell())) {
                return false;
            }
            if (node.isWell() && node.process() != null) {
                if (!isInNewest(node)) {
                    return false;
                }
                running.add(node.process());
            }
        }
        return running.equals(new TreeSet<>(newest.members()));
    }

    /** Whether the group can afford this death. */
    public boolean affordsDeathOf(NodeState victim) {
        return affordsEveryDeath || guard.allowsDeathOf(victim);
    }

    /** Whether the group can spare a member that leaves. */
    public boolean affordsLeaveOf(NodeState leaver) {
        return affordsEveryDeath || guard.allowsLeaveOf(leaver);
    }

    /** Whether the node's last process is in the newest view. */
    boolean isInNewest(NodeState node) {
        return newest != null && node.view() != null && node.view().id().equals(newest.id());
    }

    /** Whether the node's process came to the group later than its founders, and has no view or no state yet. */
    public boolean isNewcomer(NodeState node) {
        return node.process() != null && !founders.contains(node.process()) && node.isArriving();
    }

    /** Whether live processes on these nodes are a quorum of the newest view, and can learn of it from each other. */
    public boolean hasQuorum(List<String> among) {
        Predicate<NodeState> counts = node -> among.contains(node.name());
        return isQuorumOn(newestMembers(), counts) && canLearnOfNewest(counts);
    }

    /**
     * Whether the processes on these nodes can learn of the newest view from each other: one of them has installed it, or they are a quorum of the
     * view before, which decided it.
     */
    boolean canLearnOfNewest(Predicate<NodeState> counts) {
        if (newest == null || isStatic()) {
            return true;
        }
        for (NodeState node : all()) {
            boolean isAlive = node.isUp() && node.life() != NodeState.Life.DOOMED;
            if (counts.test(node) && isAlive && isInNewest(node)) {
                return true;
            }
        }
        return isQuorumOn(membersBefore, counts);
    }

    /** Whether the live ones of the members, on the nodes that count, are a quorum of them. */
    boolean isQuorumOn(List<String> members, Predicate<NodeState> counts) {
        int alive = 0;
        boolean firstIsAlive = false;
        for (int rank = 0; rank < members.size(); rank++) {
            String member = members.get(rank);
            NodeState node = of(member);
            boolean isAlive = isOrResumes(node, member) && node.isUp() && node.life() != NodeState.Life.DOOMED;
            if (isAlive && counts.test(node)) {
                alive++;
                firstIsAlive |= rank == 0;
            }
        }
        // More than half, or exactly half with the first member.
        return 2 * alive > members.size() || (2 * alive == members.size() && firstIsAlive);
    }

    private boolean isOrResumes(NodeState node, String member) {
        return node.isProcess(member) || (staticGroup != null && staticGroup.resumes());
    }

    /**
     * Whether the node's last process, or its next one if none runs, can be judged for liveness. In a static group that does not resume
     * a restarted process is not of the group, so it cannot.
     */
    boolean mayBeOfCore(NodeState node) {
        return staticGroup == null || staticGroup.resumes() || (node.isUp() && node.view() != null);
    }

    /** The members of the newest primary view, in rank order; the founders before there is one. */
    public List<String> newestMembers() {
        return newest == null ? founders : newest.members();
    }

    /** The state of the group as the history records it before and after each fault. */
    public Map<String, Object> health() {
        int running = 0;
        int inNewest = 0;
        for (NodeState node : all()) {
            if (node.isUp()) {
                running++;
                inNewest += isInNewest(node) ? 1 : 0;
            }
        }
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("running", running);
        health.put("inNewestView", inNewest);
        health.put("quorum", isQuorumOn(newestMembers(), node -> true));
        return health;
    }
}
