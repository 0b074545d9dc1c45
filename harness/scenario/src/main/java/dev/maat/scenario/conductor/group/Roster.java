package dev.maat.scenario.conductor.group;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All nodes and the newest view: the state of the group, and the deaths and departures that it can afford. */
public final class Roster {
    /** The group counts as calm after this long without a view, a death or a disturbance. */
    private static final long CALM_NANOS = 1_000_000_000L;

    private static final int MAX_KNOWN_PROCESSES = 1 << 14;

    private final Map<String, NodeState> nodes = new LinkedHashMap<>();

    /** By the id of a process, as far as one was asked for: ids are looked up with every observation. */
    private final Map<String, NodeState> byProcess = new LinkedHashMap<>();

    private final List<String> founders;
    private final @Nullable StaticGroup staticGroup;

    private NodeState.@Nullable SeenView newest;

    /** Of the view that was the newest before; they can find the decision of the newest one again. */
    private List<String> membersBefore = List.of();

    private int deathsInNewest;
    private int newcomersDeadSinceCalm;
    private boolean disturbedSinceCalm;
    private boolean affordsEveryDeath;
    private long lastEventNanos;
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
        lastEventNanos = now;
        if (view.primary() && (newest == null || view.seq() > newest.seq())) {
            membersBefore = newestMembers();
            newest = view;
            // A process that died before this view was installed anywhere promises nothing in it, so the next view
            // cannot name it.
            deathsInNewest = 0;
        }
    }

    /** A fault began or ended that may make members suspect each other. */
    public void disturbed(long now) {
        disturbedSinceCalm = true;
        lastEventNanos = now;
    }

    /** A process died. A newcomer that had no view yet may be named in the next one nevertheless. */
    public void died(long now, NodeState node) {
        if (node.view() == null) {
            newcomersDeadSinceCalm++;
        } else {
            deathsInNewest++;
        }
        lastEventNanos = now;
    }

    /** Forgets deaths and disturbances once the group is at rest: all running processes are the members of the newest view. */
    public void noteCalm(long now, boolean lastingFaultIsOn) {
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
            if (node.life() == NodeState.Life.STARTING || (node.isUp() && !node.isWell())) {
                return false;
            }
            if (node.isWell() && node.process() != null) {
                if (node.view() == null || !node.view().id().equals(newest.id())) {
                    return false;
                }
                running.add(node.process());
            }
        }
        return running.equals(new TreeSet<>(newest.members()));
    }

    /**
     * Whether the group can afford this death. A quorum of the newest view must survive it, and also a quorum of the next view if
     * one was adopted that no process has installed yet. Such a view holds at least a quorum of the newest view; if links were or
     * are broken, it may hold no more than that.
     */
    public boolean affordsDeathOf(NodeState victim) {
        if (affordsEveryDeath) {
            return true;
        }
        Set<NodeState> leavers = leaversBut(victim);
        if (!isQuorumOn(newestMembers(), node -> node != victim)
                || !leavesTheDecision(victim)
                || !leavesTheStaying(leavers, node -> node != victim)) {
            return false;
        }
        if (isStatic()) {
            return true;
        }
        if (!disturbedSinceCalm) {
            return outnumberDeadNewcomers(deadNewcomersWith(victim), leavers, node -> node != victim);
        }
        int leaving = 0;
        for (NodeState node : all()) {
            leaving += node.isLeaving() && node.isUp() ? 1 : 0;
        }
        int members = newestMembers().size();
        int minNext = (members + 1) / 2 - leaving;
        if (members % 2 == 1 && leaving == 0) {
            minNext = members / 2 + 1;
        }
        return 2 * (deathsThatCount() + 1) < minNext;
    }

    /**
     * Whether those that stay would be a quorum without the leavers. A next view may be decided already and installed nowhere; in the worst
     * case it is without the leavers that live, and counts all members that have died meanwhile.
     */
    private boolean leavesTheStaying(Set<NodeState> leavers, Predicate<NodeState> outlives) {
        List<String> staying = new ArrayList<>();
        for (String member : newestMembers()) {
            NodeState node = of(member);
            if (!node.isProcess(member) || !leavers.contains(node)) {
                staying.add(member);
            }
        }
        return isStatic() || (!staying.isEmpty() && isQuorumOn(staying, outlives));
    }

    /** The members that live and were asked to leave. A victim does not count: its leave may be known nowhere when it dies. */
    private Set<NodeState> leaversBut(NodeState victim) {
        Set<NodeState> leavers = new LinkedHashSet<>();
        for (NodeState node : all()) {
            if (node != victim && node.isLeaving() && node.life() == NodeState.Life.RUNNING) {
                leavers.add(node);
            }
        }
        return leavers;
    }

    /** Whether the others can still learn of the newest view: one of them has installed it, or a quorum of the view before decided it. */
    private boolean leavesTheDecision(NodeState victim) {
        if (newest == null || isStatic()) {
            return true;
        }
        for (NodeState node : all()) {
            boolean isAlive = node.isUp() && node.life() != NodeState.Life.DOOMED;
            if (node != victim
                    && isAlive
                    && node.view() != null
                    && node.view().id().equals(newest.id())) {
                return true;
            }
        }
        return isQuorumOn(membersBefore, node -> node != victim);
    }

    /** Whether the node's process came to the group later than its founders, and has no view or no state yet. */
    public boolean isNewcomer(NodeState node) {
        return node.process() != null && !founders.contains(node.process()) && node.isArriving();
    }

    /** The newcomers that would be dead after this death and may be named in the next view. */
    private int deadNewcomersWith(NodeState victim) {
        boolean isNewcomer = victim.process() != null && !newestMembers().contains(victim.process());
        return newcomersDeadSinceCalm + (isNewcomer ? 1 : 0);
    }

    /**
     * Whether the members that live and stay are a majority of the next view, should it name the dead newcomers and go without the leavers.
     * Such a view may be decided already and installed nowhere.
     */
    private boolean outnumberDeadNewcomers(int newcomers, Set<NodeState> leavers, Predicate<NodeState> outlives) {
        if (newcomers == 0) {
            return true;
        }
        int staying = 0;
        int alive = 0;
        for (String member : newestMembers()) {
            NodeState node = of(member);
            if (node.isProcess(member) && leavers.contains(node)) {
                continue;
            }
            staying++;
            boolean lives = node.isProcess(member) && node.life() == NodeState.Life.RUNNING && outlives.test(node);
            alive += lives ? 1 : 0;
        }
        return 2 * alive > staying + newcomers;
    }

    /** Deaths of processes that may be members of a next view that no process has installed yet. */
    private int deathsThatCount() {
        return deathsInNewest + newcomersDeadSinceCalm;
    }

    /**
     * Whether the group can spare a member that leaves: at least two others must stay in the newest view. A process that was left behind
     * does not count: if the last member of the newest view leaves, the group ends. The members that died count in a next view, and without
     * the leaver those that stay must be a quorum of it.
     */
    public boolean affordsLeaveOf(NodeState leaver) {
        if (affordsEveryDeath) {
            return true;
        }
        int others = 0;
        for (NodeState node : all()) {
            boolean isMember = node.process() != null && newestMembers().contains(node.process());
            if (node != leaver && node.isWell() && node.view() != null && isMember) {
                others++;
            }
        }
        Set<NodeState> leavers = leaversBut(leaver);
        leavers.add(leaver);
        return others >= 2
                && leavesTheStaying(leavers, node -> true)
                && outnumberDeadNewcomers(newcomersDeadSinceCalm, leavers, node -> true);
    }

    /** Whether live processes on these nodes are a quorum of the newest view. */
    public boolean hasQuorum(List<String> among) {
        return isQuorumOn(newestMembers(), node -> among.contains(node.name()));
    }

    /** Whether the live ones of the members, on the nodes that count, are a quorum of them. */
    private boolean isQuorumOn(List<String> members, Predicate<NodeState> counts) {
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
                inNewest += newest != null
                                && node.view() != null
                                && node.view().id().equals(newest.id())
                        ? 1
                        : 0;
            }
        }
        Map<String, Object> health = new LinkedHashMap<>();
        health.put("running", running);
        health.put("inNewestView", inNewest);
        health.put("quorum", isQuorumOn(newestMembers(), node -> true));
        return health;
    }
}
