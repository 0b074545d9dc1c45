package dev.maat.injectors.containers;

import dev.maat.faults.Capabilities;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultKind;
import dev.maat.faults.Link;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.injectors.InjectionException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Faults of UDP links by netfilter. Packets are dropped at the receiver's input by their source address. Such a rule works for
 * unicast and multicast alike and for each directed pair, and the sender does not notice, as in a real network.
 */
final class PacketFaults implements LinkInjector {
    private static final int ALL_PERCENT = 100;
    private static final String INSTEAD = "; over tcp there is latency, the simulation has all of them";

    private static final String ELSEWHERE = "; the simulation and processes over udp can do it";

    private final Topology topology;
    private final Netfilter netfilter;
    private final Set<Target> up = new LinkedHashSet<>();
    private final Map<Integer, Active> active = new LinkedHashMap<>();

    PacketFaults(Topology topology, Netfilter netfilter) {
        this.topology = topology;
        this.netfilter = netfilter;
    }

    /** A fault in force, with the packets that it dropped in namespaces that are gone by now. */
    private record Active(int id, int percent, Map<Target, List<String>> sendersByReceiver, Map<Link, Long> earlier) {}

    static Capabilities capabilities() {
        Map<FaultKind, String> whyNot = new EnumMap<>(FaultKind.class);
        String noDelay = noDelay(KernelNetem.look(System.getenv("DOCKER_HOST")));
        whyNot.put(FaultKind.LATENCY, noDelay);
        whyNot.put(FaultKind.DUPLICATE, noDelay);
        whyNot.put(FaultKind.REORDER, noDelay);
        whyNot.put(FaultKind.BURST_LOSS, "netfilter decides about each packet alone" + ELSEWHERE);
        whyNot.put(FaultKind.CORRUPT, "netfilter drops packets and changes none" + ELSEWHERE);
        whyNot.put(FaultKind.REPLAY, "netfilter drops packets and keeps none" + ELSEWHERE);
        whyNot.put(FaultKind.CLOCK_JUMP, ContainerFaults.NO_CLOCK);
        whyNot.put(FaultKind.CRASH_POINT, ContainerFaults.NO_CRASH_POINT);
        whyNot.put(FaultKind.RESET, "udp has no connections");
        return Capabilities.allBut("containers over udp", whyNot);
    }

    /** The reason why faults that hold or copy packets cannot be done: netfilter only drops them. */
    static String noDelay(KernelNetem netem) {
        String unused = "Maat does not use the kernel's netem yet, which could" + INSTEAD;
        return switch (netem) {
            case MISSING ->
                "this kernel cannot hold, copy or reorder packets: sch_netem is missing (" + netem.remedy() + "), and "
                        + unused;
            case PRESENT, UNKNOWN -> unused;
        };
    }

    @Override
    public FaultEffect inject(int id, Fault fault) {
        int percent =
                switch (fault) {
                    case Fault.Partition all -> ALL_PERCENT;
                    case Fault.OneWayCut all -> ALL_PERCENT;
                    case Fault.Loss loss -> loss.percent();
                    default -> throw new UnsupportedFaultException(fault.kind() + " cannot be done over udp");
                };
        Map<Target, List<String>> sendersByReceiver = new LinkedHashMap<>();
        for (Link link : topology.linksOf(fault)) {
            sendersByReceiver
                    .computeIfAbsent(topology.node(link.to()), key -> new ArrayList<>())
                    .add(topology.node(link.from()).address());
        }
        Active one = new Active(id, percent, sendersByReceiver, new TreeMap<>());
        active.put(id, one);
        Parallel.each(receiversUp(one), receiver -> apply(one, receiver));
        return FaultEffect.NOTHING;
    }

    private List<Target> receiversUp(Active one) {
        return one.sendersByReceiver().keySet().stream().filter(up::contains).toList();
    }

    private void apply(Active one, Target receiver) {
        List<String> senders = one.sendersByReceiver().get(receiver);
        if (senders != null) {
            try {
                netfilter.drop(receiver, one.id(), senders, one.percent());
            } catch (NodeGone gone) {
                // The container ended by itself. When it is started again, nodeUp sets the rules.
                return;
            }
        }
    }

    @Override
    public FaultEffect heal(int id) {
        Active one = active.remove(id);
        if (one == null) {
            throw new InjectionException("fault " + id + " is not in force");
        }
        Parallel.each(receiversUp(one), receiver -> {
            try {
                count(one, receiver);
                netfilter.remove(receiver, id);
            } catch (NodeGone gone) {
                // The rules went with the namespace.
                return;
            }
        });
        Counts counts = new Counts();
        one.earlier().forEach((link, packets) -> counts.add("dropped", link.toString(), packets));
        return counts.effect();
    }

    private void count(Active one, Target receiver) {
        if (!one.sendersByReceiver().containsKey(receiver)) {
            return;
        }
        Map<String, Long> dropped = netfilter.dropped(receiver, one.id());
        synchronized (one.earlier()) {
            dropped.forEach((sender, packets) ->
                    one.earlier().merge(new Link(topology.at(sender).node(), receiver.node()), packets, Long::sum));
        }
    }

    @Override
    public boolean isActive(int id) {
        return active.containsKey(id);
    }

    @Override
    public void nodeUp(Target node) {
        up.add(node);
        for (Active one : active.values()) {
            apply(one, node);
        }
    }

    @Override
    public void nodeGoing(Target node) {
        if (up.remove(node)) {
            try {
                active.values().forEach(one -> count(one, node));
            } catch (NodeGone gone) {
                // The counters there are lost; nothing is made up for them.
                return;
            }
        }
    }
}
