package dev.maat.injectors.processes;

import dev.maat.faults.Capabilities;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultKind;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.injectors.FaultInjector;
import dev.maat.injectors.InjectionException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * All faults of one run on processes of this machine: those of links by a {@link LinkProxy}, those of processes by signals.
 */
public final class ProcessFaults implements FaultInjector, Closeable {
    private static final String TCP = "tcp";
    private static final String NO_CRASH_POINT =
            "a process is killed from outside, at no chosen step: use kill, or the simulation";
    private static final String NO_CLOCK = "all processes of a machine share its clock: use the simulation";
    private static final String NOT_OF_STREAMS =
            "tcp hides lost, damaged, doubled and overtaken packets from its users: use udp";
    private static final long NOT_HELD = Long.MIN_VALUE;

    private final LinkProxy proxy;
    private final LocalProcesses processes;
    /** Pauses in force, by fault. */
    private final Map<Integer, Pause> pauses = new LinkedHashMap<>();

    /** @param sinceNanos when it began; {@link #NOT_HELD} if the node had no process */
    private record Pause(String node, long sinceNanos) {}

    private ProcessFaults(LinkProxy proxy, LocalProcesses processes) {
        this.proxy = proxy;
        this.processes = processes;
    }

    /**
     * Begins to carry what the nodes send each other.
     *
     * @param nodes the group's address of each
     * @param transport {@code udp} or {@code tcp}
     * @param seed of the draws that decide which datagrams are lost, duplicated or held back, and for how long
     * @throws IOException if the proxy's sockets cannot be bound
     */
    public static ProcessFaults open(
            SequencedMap<String, InetSocketAddress> nodes, String transport, long seed, LocalProcesses processes)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        LinkProxy proxy = transport.equals(TCP)
                ? ConnectionProxy.open(nodes, new ConnectionRules(random))
                : DatagramProxy.open(nodes, new DatagramRules(random));
        return new ProcessFaults(proxy, processes);
    }

    /** The faults that can be done over a transport: {@code udp} or {@code tcp}. */
    public static Capabilities capabilities(String transport) {
        Map<FaultKind, String> whyNot = new EnumMap<>(FaultKind.class);
        whyNot.put(FaultKind.CRASH_POINT, NO_CRASH_POINT);
        whyNot.put(FaultKind.CLOCK_JUMP, NO_CLOCK);
        if (transport.equals(TCP)) {
            whyNot.put(FaultKind.LOSS, NOT_OF_STREAMS);
            whyNot.put(FaultKind.DUPLICATE, NOT_OF_STREAMS);
            whyNot.put(FaultKind.REORDER, NOT_OF_STREAMS);
            whyNot.put(FaultKind.BURST_LOSS, NOT_OF_STREAMS);
            whyNot.put(FaultKind.CORRUPT, NOT_OF_STREAMS);
            whyNot.put(FaultKind.REPLAY, NOT_OF_STREAMS);
        } else {
            whyNot.put(FaultKind.RESET, "udp has no connections");
        }
        return Capabilities.allBut("processes over " + transport, whyNot);
    }

    @Override
    public Capabilities capabilities() {
        return capabilities(proxy instanceof ConnectionProxy ? TCP : "udp");
    }

    /** Where each node finds the others. */
    public LinkProxy proxy() {
        return proxy;
    }

    @Override
    public synchronized FaultEffect inject(int id, Fault fault) {
        if (pauses.containsKey(id)) {
            throw new InjectionException("fault " + id + " is in force already");
        }
        return switch (fault) {
            case Fault.Kill kill -> kill(kill.node());
            case Fault.Pause pause -> pause(id, pause.node());
            case Fault.OnNode onNode ->
                throw new UnsupportedFaultException(onNode.kind() + " is done by the deployment, not by an injector");
            case Fault.Partition partition -> proxy.inject(id, partition);
            case Fault.OnLinks onLinks -> proxy.inject(id, onLinks);
        };
    }

    private FaultEffect kill(String node) {
        if (!processes.isRunning(node)) {
            return FaultEffect.withheld("node " + node + " does not run");
        }
        processes.kill(node);
        return FaultEffect.once("killed", node);
    }

    private FaultEffect pause(int id, String node) {
        if (!processes.isRunning(node)) {
            pauses.put(id, new Pause(node, NOT_HELD));
            return FaultEffect.withheld("node " + node + " does not run");
        }
        processes.hold(node);
        pauses.put(id, new Pause(node, System.nanoTime()));
        return FaultEffect.NOTHING;
    }

    @Override
    public synchronized FaultEffect heal(int id) {
        Pause pause = pauses.remove(id);
        if (pause != null) {
            return unpause(pause);
        }
        FaultEffect effect = proxy.heal(id);
        if (effect == null) {
            throw new InjectionException("fault " + id + " is not in force");
        }
        return effect;
    }

    private FaultEffect unpause(Pause pause) {
        String node = pause.node();
        if (pause.sinceNanos() == NOT_HELD) {
            return FaultEffect.withheld("node " + node + " did not run");
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - pause.sinceNanos());
        if (pauses.values().stream().noneMatch(other -> other.node().equals(node))) {
            processes.release(node);
        }
        return FaultEffect.of("pausedMillis", node, millis);
    }

    @Override
    public void close() throws IOException {
        proxy.close();
    }
}
