package dev.maat.scenario.conductor.faults;

import dev.maat.faults.Role;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.group.Roster;
import java.util.ArrayList;
import java.util.List;

/** Knows the nodes that play a role, as far as observations tell. */
final class Roles {
    /** Phases that only a coordinator marks. */
    private static final List<String> COORDINATING = List.of("propose", "collect", "prepare");

    private final Roster roster;
    private final SeedDraw seed;

    Roles(Roster roster, SeedDraw seed) {
        this.roster = roster;
        this.seed = seed;
    }

    /** Whether the process of a mark is on that node, or on a node in that role. */
    boolean isBy(MarkSeen mark, String by) {
        return by.startsWith(Role.SIGN)
                ? players(Role.named(by), mark, 0).contains(mark.node())
                : by.equals(mark.node());
    }

    /**
     * The nodes that play a role when a process has come to a mark; empty if none does.
     *
     * @param occasion tells draws apart
     */
    List<String> players(Role role, MarkSeen mark, long occasion) {
        List<String> all = new ArrayList<>();
        roster.all().forEach(node -> all.add(node.name()));
        return switch (role) {
            case MARKER -> List.of(mark.node());
            case REST -> without(all, List.of(mark.node()));
            case MINORITY -> minority(all, mark.node());
            case MAJORITY -> without(all, minority(all, mark.node()));
            case OTHER -> other(mark, occasion);
            case COORDINATOR -> coordinator(mark);
            case NEXT_COORDINATOR -> nextCoordinator(mark);
            case SEQUENCER ->
                first(live(members().subList(0, Math.min(1, members().size()))));
            case JOINER -> joiner(mark);
            case STATE_PROVIDER -> first(without(live(members()), joiners()));
        };
    }

    private static List<String> without(List<String> nodes, List<String> others) {
        List<String> left = new ArrayList<>(nodes);
        left.removeAll(others);
        return left;
    }

    private static List<String> first(List<String> nodes) {
        return nodes.isEmpty() ? nodes : nodes.subList(0, 1);
    }

    private static List<String> minority(List<String> all, String marker) {
        int size = Math.max(1, (all.size() - 1) / 2);
        List<String> minority = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            minority.add(all.get((all.indexOf(marker) + i) % all.size()));
        }
        return minority;
    }

    private List<String> other(MarkSeen mark, long occasion) {
        List<String> others = new ArrayList<>();
        for (NodeState node : roster.all()) {
            if (node.isUp() && !node.name().equals(mark.node())) {
                others.add(node.name());
            }
        }
        return others.isEmpty()
                ? others
                : List.of(others.get((int) seed.below(others.size(), "role.other", occasion, others.size())));
    }

    /** The marker, if it coordinates; else the one that began to last; else the first live member. */
    private List<String> coordinator(MarkSeen mark) {
        String latest = "";
        long since = -1;
        for (NodeState node : roster.all()) {
            long began = node.isUp() ? coordinatesSince(node) : -1;
            if (began >= 0 && (node.name().equals(mark.node()) || began > since)) {
                latest = node.name();
                since = node.name().equals(mark.node()) ? Long.MAX_VALUE : began;
            }
        }
        return latest.isEmpty() ? first(live(members())) : List.of(latest);
    }

    private static long coordinatesSince(NodeState node) {
        for (String phase : COORDINATING) {
            Long since = node.signs().phases().get(phase);
            if (since != null) {
                return since;
            }
        }
        return -1;
    }

    private List<String> nextCoordinator(MarkSeen mark) {
        List<String> members = live(members());
        List<String> coordinator = coordinator(mark);
        int rank = coordinator.isEmpty() ? -1 : members.indexOf(coordinator.getFirst());
        return members.size() < 2 ? List.of() : List.of(members.get((rank + 1) % members.size()));
    }

    private List<String> joiner(MarkSeen mark) {
        List<String> joiners = joiners();
        return joiners.contains(mark.node()) ? List.of(mark.node()) : first(joiners.reversed());
    }

    /** Nodes whose process came to the group and has no view or no state yet, in the order of their starts. */
    private List<String> joiners() {
        List<NodeState> joiners = new ArrayList<>();
        for (NodeState node : roster.all()) {
            if (node.isUp() && roster.isNewcomer(node)) {
                joiners.add(node);
            }
        }
        joiners.sort((one, other) -> Long.compare(one.startedNanos(), other.startedNanos()));
        return joiners.stream().map(NodeState::name).toList();
    }

    private List<String> members() {
        return roster.newestMembers();
    }

    /** The nodes of those processes that run. */
    private List<String> live(List<String> processes) {
        List<String> live = new ArrayList<>();
        for (String process : processes) {
            NodeState node = roster.of(process);
            if (node.isProcess(process) && node.life() == NodeState.Life.RUNNING) {
                live.add(node.name());
            }
        }
        return live;
    }
}
