package dev.maat.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A fault of the network or of a node. Links are directed, and faults on them act at the receiver: a packet of link {@code n1>n3}
 * is lost when it arrives at n3, whether it was sent to n3 alone or to all.
 */
public sealed interface Fault {
    FaultKind kind();

    /** Every node that the fault names, sorted by name; none for a fault on all links. */
    List<String> nodes();

    /** The place of the fault in words for the user: "n2", "n1 n2 | n3", "n1>n3 n2>n3", "all links". */
    default String where() {
        return switch (this) {
            case Partition partition ->
                partition.groups().stream()
                        .map(group -> String.join(" ", group))
                        .collect(Collectors.joining(" | "));
            case OnLinks onLinks ->
                onLinks.links().isEmpty()
                        ? "all links"
                        : onLinks.links().stream().map(Link::toString).collect(Collectors.joining(" "));
            case OnNode onNode -> onNode.node();
        };
    }

    /** A fault on directed links. An empty list of links means every link. */
    sealed interface OnLinks extends Fault {
        List<Link> links();

        @Override
        default List<String> nodes() {
            TreeSet<String> names = new TreeSet<>();
            for (Link link : links()) {
                names.add(link.from());
                names.add(link.to());
            }
            return List.copyOf(names);
        }

        /** Whether it acts on this link. */
        default boolean covers(Link link) {
            return links().isEmpty() || links().contains(link);
        }
    }

    /** A fault of one node. */
    sealed interface OnNode extends Fault {
        String node();

        @Override
        default List<String> nodes() {
            return List.of(node());
        }
    }

    /**
     * Nodes of different groups do not hear each other. A node in no group hears all of them. Lasts.
     *
     * @param refusesConnections over TCP: whether an attempt to connect across the partition is refused at once; otherwise it gets
     *     no answer. Connections that are open already fall silent in either case
     */
    record Partition(List<List<String>> groups, boolean refusesConnections) implements Fault {
        /** A partition that leaves an attempt to connect without an answer. */
        public Partition(List<List<String>> groups) {
            this(groups, false);
        }

        public Partition {
            groups = groups.stream().map(List::copyOf).toList();
            TreeSet<String> seen = new TreeSet<>();
            for (List<String> group : groups) {
                for (String node : group) {
                    if (!seen.add(node)) {
                        throw new IllegalArgumentException("partition: node " + node + " is in two groups");
                    }
                }
            }
            if (groups.size() < 2) {
                throw new IllegalArgumentException("partition: at least two groups are needed, not " + groups.size());
            }
        }

        @Override
        public FaultKind kind() {
            return FaultKind.PARTITION;
        }

        @Override
        public List<String> nodes() {
            TreeSet<String> names = new TreeSet<>();
            groups.forEach(names::addAll);
            return List.copyOf(names);
        }

        /** The links that are cut. */
        public List<Link> links() {
            List<Link> cut = new ArrayList<>();
            for (List<String> one : groups) {
                for (List<String> other : groups) {
                    if (one != other) {
                        for (String from : one) {
                            for (String to : other) {
                                cut.add(new Link(from, to));
                            }
                        }
                    }
                }
            }
            return cut;
        }
    }

    /** No packet arrives on these directed links; the opposite direction is unaffected. Lasts. */
    record OneWayCut(List<Link> links) implements OnLinks {
        public OneWayCut {
            links = List.copyOf(links);
            if (links.isEmpty()) {
                throw new IllegalArgumentException(
                        "one-way-cut: name the links; a cut of all of them would not be one-way");
            }
        }

        @Override
        public FaultKind kind() {
            return FaultKind.ONE_WAY_CUT;
        }
    }

    /** Each packet is lost with this probability. Lasts. */
    record Loss(List<Link> links, int percent) implements OnLinks {
        public Loss {
            links = List.copyOf(links);
            Checks.percent("loss", percent);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.LOSS;
        }
    }

    /**
     * Packets are lost in bursts, on each link for itself: a packet begins a burst with probability {@code startPerMille}, and all are
     * lost until it ends, after {@code meanPackets} on average (Gilbert 1960; Elliott 1963, with no loss between bursts). Lasts.
     */
    record BurstLoss(List<Link> links, int startPerMille, int meanPackets) implements OnLinks {
        private static final int MAX_PACKETS = 10_000;

        public BurstLoss {
            links = List.copyOf(links);
            Checks.within("burst-loss: startPerMille", startPerMille, 1, 1_000);
            Checks.within("burst-loss: meanPackets", meanPackets, 1, MAX_PACKETS);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.BURST_LOSS;
        }
    }

    /**
     * One bit of a packet flips with this probability. The datagrams of a real network carry a checksum of 16 bits, which lets one damaged
     * packet of some ten thousand through (Stone, Partridge 2000), so implementations may rely on it or not. Lasts.
     */
    record Corrupt(List<Link> links, int percent) implements OnLinks {
        public Corrupt {
            links = List.copyOf(links);
            Checks.percent("corrupt", percent);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.CORRUPT;
        }
    }

    /**
     * Each packet arrives a second time with this probability, {@code afterMillis} later: views later, perhaps at another process of the
     * node. Lasts; copies that are under way when it ends are lost where the deployment can take them back.
     */
    record Replay(List<Link> links, int percent, long afterMillis) implements OnLinks {
        public Replay {
            links = List.copyOf(links);
            Checks.percent("replay", percent);
            Checks.millis("replay: afterMillis", afterMillis);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.REPLAY;
        }
    }

    /** Each packet arrives later by {@code delayMillis} and up to {@code jitterMillis} more, drawn for each. Lasts. */
    record Latency(List<Link> links, long delayMillis, long jitterMillis) implements OnLinks {
        public Latency {
            links = List.copyOf(links);
            Checks.millis("latency: delayMillis", delayMillis);
            Checks.millis("latency: jitterMillis", jitterMillis);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.LATENCY;
        }
    }

    /** Each packet arrives a second time with this probability. Lasts. */
    record Duplicate(List<Link> links, int percent) implements OnLinks {
        public Duplicate {
            links = List.copyOf(links);
            Checks.percent("duplicate", percent);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.DUPLICATE;
        }
    }

    /** Each packet is held back by up to {@code holdMillis} with this probability, so that later ones overtake it. Lasts. */
    record Reorder(List<Link> links, int percent, long holdMillis) implements OnLinks {
        public Reorder {
            links = List.copyOf(links);
            Checks.percent("reorder", percent);
            Checks.millis("reorder: holdMillis", holdMillis);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.REORDER;
        }
    }

    /** The process that runs on the node is killed; the node stays down until a {@link Join} or {@link Restart}. */
    record Kill(String node) implements OnNode {
        @Override
        public FaultKind kind() {
            return FaultKind.KILL;
        }
    }

    /**
     * As {@link Kill}, but at a precise point. The process is killed in its next step that has more than {@code afterEffects}
     * effects, after that many of them. If {@code afterDestinations} is given, it is killed inside the first fan-out that follows,
     * after the packet went to that many destinations. If it reaches no such point within {@code withinMillis}, it is killed then.
     *
     * @param afterEffects effects of the step that are carried out before the kill, from 0
     * @param afterDestinations destinations of the fan-out that get the packet before the kill, from 0; null: not inside a fan-out
     * @param withinMillis how long the process has to reach the point
     */
    record CrashPoint(
            String node, int afterEffects, @Nullable Integer afterDestinations, long withinMillis) implements OnNode {
        public CrashPoint {
            if (afterEffects < 0 || (afterDestinations != null && afterDestinations < 0)) {
                throw new IllegalArgumentException("crash-point: effects and destinations are counted from 0");
            }
            Checks.millis("crash-point: withinMillis", withinMillis);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.CRASH_POINT;
        }
    }

    /** The node's process is not scheduled; packets for it wait, within bounds, and reach it when it resumes. Lasts. */
    record Pause(String node) implements OnNode {
        @Override
        public FaultKind kind() {
            return FaultKind.PAUSE;
        }
    }

    /** The node's process, if one runs, is killed; {@code downMillis} later a new one is started there. */
    record Restart(String node, long downMillis) implements OnNode {
        public Restart {
            Checks.millis("restart: downMillis", downMillis);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.RESTART;
        }
    }

    /** Established connections of these links are reset; packets in flight on them are lost. */
    record Reset(List<Link> links) implements OnLinks {
        public Reset {
            links = List.copyOf(links);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.RESET;
        }
    }

    /**
     * The monotonic clock of the node's process jumps ahead, as after a suspended machine wakes up: each timer that would have been due
     * meanwhile fires at once.
     */
    record ClockJump(String node, long aheadMillis) implements OnNode {
        public ClockJump {
            Checks.millis("clock-jump: aheadMillis", aheadMillis);
        }

        @Override
        public FaultKind kind() {
            return FaultKind.CLOCK_JUMP;
        }
    }

    /** A new process is started on a node that runs none: it never ran, was killed or has left. */
    record Join(String node) implements OnNode {
        @Override
        public FaultKind kind() {
            return FaultKind.JOIN;
        }
    }

    /** The node's process is asked to leave; it departs in good order. */
    record Leave(String node) implements OnNode {
        @Override
        public FaultKind kind() {
            return FaultKind.LEAVE;
        }
    }
}
