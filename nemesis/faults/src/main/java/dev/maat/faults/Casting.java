package dev.maat.faults;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Replaces the roles of a fault by the nodes that play them. One casting gives one role the same nodes throughout. */
public final class Casting {
    private final Company company;
    private final Map<Role, List<String>> cast = new LinkedHashMap<>();

    /** Knows the nodes that play a role at present. */
    @FunctionalInterface
    public interface Company {
        /** The nodes that play the role, in rank order but for the one that matters most, which comes first; empty if none does. */
        List<String> players(Role role);
    }

    /** No node plays a role at present, or those that play leave the fault nothing to act on. */
    public static final class VacantException extends Exception {
        private static final long serialVersionUID = 1L;

        VacantException(Role role) {
            super("no node plays " + role.word());
        }

        VacantException(String roles, String node) {
            super("the fault has no link: " + roles + " is " + node);
        }
    }

    public Casting(Company company) {
        this.company = company;
    }

    /**
     * The fault with nodes in the place of roles. Links from a node to itself are left out.
     *
     * @throws VacantException if a role has no player, or all links of the fault are those of a node to itself
     */
    public Fault cast(Fault fault) throws VacantException {
        return switch (fault) {
            case Fault.Partition cut -> new Fault.Partition(groups(cut), cut.refusesConnections());
            case Fault.OneWayCut cut -> new Fault.OneWayCut(links(cut));
            case Fault.Loss loss -> new Fault.Loss(links(loss), loss.percent());
            case Fault.Latency late -> new Fault.Latency(links(late), late.delayMillis(), late.jitterMillis());
            case Fault.Duplicate twice -> new Fault.Duplicate(links(twice), twice.percent());
            case Fault.Reorder held -> new Fault.Reorder(links(held), held.percent(), held.holdMillis());
            case Fault.Reset reset -> new Fault.Reset(links(reset));
            case Fault.Kill kill -> new Fault.Kill(node(kill));
            case Fault.CrashPoint point ->
                new Fault.CrashPoint(
                        node(point), point.afterEffects(), point.afterDestinations(), point.withinMillis());
            case Fault.Pause pause -> new Fault.Pause(node(pause));
            case Fault.Restart restart -> new Fault.Restart(node(restart), restart.downMillis());
            case Fault.Join join -> new Fault.Join(node(join));
            case Fault.Leave leave -> new Fault.Leave(node(leave));
            case Fault.BurstLoss loss -> new Fault.BurstLoss(links(loss), loss.startPerMille(), loss.meanPackets());
            case Fault.Corrupt corrupt -> new Fault.Corrupt(links(corrupt), corrupt.percent());
            case Fault.Replay replay -> new Fault.Replay(links(replay), replay.percent(), replay.afterMillis());
            case Fault.ClockJump jump -> new Fault.ClockJump(node(jump), jump.aheadMillis());
        };
    }

    /** A node that is in an earlier group is left out of a later one. */
    private List<List<String>> groups(Fault.Partition cut) throws VacantException {
        List<String> taken = new ArrayList<>();
        List<List<String>> groups = new ArrayList<>();
        for (List<String> group : cut.groups()) {
            List<String> nodes = new ArrayList<>();
            for (String name : group) {
                for (String node : nodes(name)) {
                    if (!taken.contains(node)) {
                        taken.add(node);
                        nodes.add(node);
                    }
                }
            }
            groups.add(nodes);
        }
        return groups;
    }

    private List<Link> links(Fault.OnLinks fault) throws VacantException {
        List<Link> links = new ArrayList<>();
        for (Link link : fault.links()) {
            for (String from : nodes(link.from())) {
                for (String to : nodes(link.to())) {
                    if (!from.equals(to) && !links.contains(new Link(from, to))) {
                        links.add(new Link(from, to));
                    }
                }
            }
        }
        if (links.isEmpty() && !fault.links().isEmpty()) {
            throw toItself(fault.links().getFirst());
        }
        return links;
    }

    /** One node plays both ends of the link. */
    private VacantException toItself(Link link) throws VacantException {
        List<String> roles = Stream.of(link.from(), link.to())
                .filter(end -> end.startsWith(Role.SIGN))
                .distinct()
                .toList();
        return new VacantException(
                String.join(" as well as ", roles), nodes(link.from()).getFirst());
    }

    private String node(Fault.OnNode fault) throws VacantException {
        return nodes(fault.node()).getFirst();
    }

    private List<String> nodes(String name) throws VacantException {
        if (!name.startsWith(Role.SIGN)) {
            return List.of(name);
        }
        Role role = Role.named(name);
        List<String> players = cast.get(role);
        if (players == null) {
            players = List.copyOf(company.players(role));
            cast.put(role, players);
        }
        if (players.isEmpty()) {
            throw new VacantException(role);
        }
        return players;
    }
}
