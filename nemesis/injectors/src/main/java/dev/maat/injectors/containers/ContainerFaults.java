package dev.maat.injectors.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import dev.maat.faults.Capabilities;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.injectors.FaultInjector;
import dev.maat.injectors.InjectionException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * All faults of one run on containers: those of links by netfilter or Toxiproxy, those of processes by the engine.
 *
 * <p>The deployment itself starts nodes and asks processes to leave. It calls {@link #nodeUp} when a node's container runs and
 * before the node's process starts, and {@link #nodeGoing} when a container has ended or before it stops one.
 */
public final class ContainerFaults implements FaultInjector, AutoCloseable {
    static final String NO_CRASH_POINT =
            "a container is killed from outside, at no chosen step: use kill, or the simulation";

    static final String NO_CLOCK = "all containers of a machine share its clock: use the simulation";

    private static final long EXIT_LIMIT_MILLIS = 10_000;
    private static final long POLL_MILLIS = 10;
    private static final int MAX_PAUSE_ATTEMPTS = 3;

    private final DockerClient client;
    private final Topology topology;
    private final NamespaceShell shell;
    private final Freezer freezer;
    private final LinkInjector links;
    /** Pauses in force, by fault. */
    private final Map<Integer, Pause> pauses = new LinkedHashMap<>();

    /**
     * A pause that was asked for.
     *
     * @param whyNot the reason why the node was not paused; empty if it was
     */
    private record Pause(Target target, long sinceNanos, String whyNot) {}

    private ContainerFaults(DockerClient client, Topology topology, NamespaceShell shell, LinkInjector links) {
        this.client = client;
        this.topology = topology;
        this.shell = shell;
        this.freezer = Freezer.with(shell);
        this.links = links;
    }

    /** Faults over UDP, unicast or multicast. The shell is closed with the result. */
    public static ContainerFaults overUdp(
            DockerClient client, Collection<Target> targets, NamespaceShell shell, NetfilterTool netfilter) {
        Topology topology = new Topology(targets);
        return new ContainerFaults(client, topology, shell, new PacketFaults(topology, netfilter.over(shell)));
    }

    /**
     * Faults over TCP, through a Toxiproxy that runs with {@code -proxy-metrics}. The shell is closed with the result.
     *
     * @param proxyAddress Toxiproxy's address on the nodes' network
     * @param controlHost where the harness reaches Toxiproxy's control port
     */
    public static ContainerFaults overTcp(
            DockerClient client,
            Collection<Target> targets,
            NamespaceShell shell,
            NetfilterTool netfilter,
            String proxyAddress,
            String controlHost,
            int controlPort) {
        Topology topology = new Topology(targets);
        return new ContainerFaults(
                client,
                topology,
                shell,
                new ConnectionFaults(topology, netfilter.over(shell), proxyAddress, controlHost, controlPort));
    }

    /** The faults that can be done over a transport: {@code udp}, {@code multicast} or {@code tcp}. */
    public static Capabilities capabilities(String transport) {
        return transport.equals("tcp") ? ConnectionFaults.capabilities() : PacketFaults.capabilities();
    }

    @Override
    public Capabilities capabilities() {
        return links instanceof ConnectionFaults ? ConnectionFaults.capabilities() : PacketFaults.capabilities();
    }

    @Override
    public synchronized FaultEffect inject(int id, Fault fault) {
        if (pauses.containsKey(id) || links.isActive(id)) {
            throw new InjectionException("fault " + id + " is in force already");
        }
        try {
            return switch (fault) {
                case Fault.Partition partition -> links.inject(id, partition);
                case Fault.OnLinks onLinks -> links.inject(id, onLinks);
                case Fault.Kill kill -> kill(topology.node(kill.node()));
                case Fault.Pause pause -> pause(id, topology.node(pause.node()));
                case Fault.OnNode onNode ->
                    throw new UnsupportedFaultException(
                            onNode.kind() + " is done by the deployment, not by an injector");
            };
        } catch (DockerException e) {
            throw new InjectionException("the engine refuses " + fault.kind() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Kills the node; its processes are held first where that is possible. A process that is to die at a moment of the protocol then does
     * nothing more while the counters of its namespace are read. They are lost if that takes longer than the processes may be held.
     */
    private FaultEffect kill(Target target) {
        Optional<Frozen> frozen = isPaused(target) ? Optional.empty() : freezer.freeze(target);
        if (frozen.isEmpty()) {
            return killByTheEngine(target);
        }
        Frozen held = frozen.get();
        try (held) {
            goes(target);
        }
        awaitExit(target);
        return FaultEffect.once("killed", target.node());
    }

    private boolean isPaused(Target target) {
        return pauses.values().stream()
                .anyMatch(pause -> pause.whyNot().isEmpty() && pause.target().equals(target));
    }

    private FaultEffect killByTheEngine(Target target) {
        if (!Boolean.TRUE.equals(state(target).getRunning())) {
            return FaultEffect.withheld("node " + target.node() + " does not run");
        }
        goes(target);
        try {
            client.killContainerCmd(target.containerId()).withSignal("SIGKILL").exec();
        } catch (ConflictException ended) {
            return FaultEffect.withheld("node " + target.node() + " does not run");
        }
        awaitExit(target);
        return FaultEffect.once("killed", target.node());
    }

    private void awaitExit(Target target) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EXIT_LIMIT_MILLIS);
        while (Boolean.TRUE.equals(state(target).getRunning())) {
            if (System.nanoTime() > deadline) {
                throw new InjectionException("node " + target.node() + " was killed and still runs");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InjectionException("interrupted", e);
            }
        }
    }

    private FaultEffect pause(int id, Target target) {
        String whyNot = pauseByTheEngine(target);
        pauses.put(id, new Pause(target, System.nanoTime(), whyNot));
        return whyNot.isEmpty() ? FaultEffect.NOTHING : FaultEffect.withheld(whyNot);
    }

    /**
     * Pauses the node unless it is paused; returns the reason if it could not be. An engine on a busy machine sometimes gives up before
     * all processes of a container stand still.
     */
    private String pauseByTheEngine(Target target) {
        String refused = "";
        for (int attempt = 1; attempt <= MAX_PAUSE_ATTEMPTS; attempt++) {
            InspectContainerResponse.ContainerState state = state(target);
            if (!Boolean.TRUE.equals(state.getRunning())) {
                return "node " + target.node() + " does not run";
            }
            if (Boolean.TRUE.equals(state.getPaused())) {
                return "";
            }
            try {
                client.pauseContainerCmd(target.containerId()).exec();
                return "";
            } catch (InternalServerErrorException | ConflictException busyOrGone) {
                refused = String.valueOf(busyOrGone.getMessage()).strip();
            }
        }
        return "the engine could not pause node " + target.node() + ": " + refused;
    }

    @Override
    public synchronized FaultEffect heal(int id) {
        Pause pause = pauses.remove(id);
        if (pause == null) {
            return links.heal(id);
        }
        try {
            return unpause(pause);
        } catch (DockerException e) {
            throw new InjectionException(
                    "the engine does not resume node " + pause.target().node() + ": " + e.getMessage(), e);
        }
    }

    private FaultEffect unpause(Pause pause) {
        Target target = pause.target();
        if (!pause.whyNot().isEmpty()) {
            return FaultEffect.withheld(pause.whyNot());
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - pause.sinceNanos());
        if (Boolean.TRUE.equals(state(target).getPaused()) && !isPaused(target)) {
            client.unpauseContainerCmd(target.containerId()).exec();
        }
        return FaultEffect.of("pausedMillis", target.node(), millis);
    }

    private InspectContainerResponse.ContainerState state(Target target) {
        return client.inspectContainerCmd(target.containerId()).exec().getState();
    }

    /** Tells that a node's container runs in a new namespace. When this returns the faults in force hold there. */
    public synchronized void nodeUp(String node) {
        Target target = topology.node(node);
        shell.forget(target);
        links.nodeUp(target);
        freezer.prepare(target);
    }

    /** Tells that a node's container is about to stop or has ended. Counters of its namespace are saved if they are still there. */
    public synchronized void nodeGoing(String node) {
        goes(topology.node(node));
    }

    private void goes(Target target) {
        links.nodeGoing(target);
        shell.forget(target);
    }

    /** Removes helper containers. The rules go with the containers' namespaces. */
    @Override
    public synchronized void close() {
        shell.close();
    }
}
