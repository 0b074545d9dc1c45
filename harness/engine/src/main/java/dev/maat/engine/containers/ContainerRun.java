package dev.maat.engine.containers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import dev.maat.engine.live.LinkProbes;
import dev.maat.engine.live.NodeSession;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.injectors.containers.ContainerFaults;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.NodeClient;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.RunConductor;
import dev.maat.scenario.conductor.RunOutcome;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Arms and ears of one run: hands the conductor one observation after the other and carries out what it asks for. What may take
 * long is done by other threads; faults by one of its own, so that they come in the conductor's order.
 */
final class ContainerRun implements NodeSession.Owner, AutoCloseable {
    private static final int MOST_WAITING_OBSERVATIONS = 1 << 16;
    private static final Duration HELLO_LIMIT = Duration.ofSeconds(30);
    private static final long EXIT_LIMIT_MILLIS = 15_000;
    private static final long EXIT_POLL_MILLIS = 20;

    private final Scenario scenario;
    private final RunDirectory directory;
    private final NodeContainers containers;
    private final ContainerFaults faults;
    private final RunConductor conductor;
    private final LongSupplier clock;
    private final long originNanos;
    private final Progress progress;
    private final LinkProbes probes = new LinkProbes();
    private final BlockingQueue<Observation> observations = new ArrayBlockingQueue<>(MOST_WAITING_OBSERVATIONS);
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService nemesis = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "nemesis");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, NodeSession> sessions = new ConcurrentHashMap<>();
    /** Fault that killed the node's present process. */
    private final Map<String, Integer> killers = new ConcurrentHashMap<>();

    private long wakeAtNanos = Long.MAX_VALUE;

    /** @param originNanos of {@code t}, on this machine's monotonic clock */
    ContainerRun(
            Scenario scenario,
            RunDirectory directory,
            NodeContainers containers,
            ContainerFaults faults,
            RunConductor conductor,
            long originNanos,
            Progress progress) {
        this.scenario = scenario;
        this.directory = directory;
        this.containers = containers;
        this.faults = faults;
        this.conductor = conductor;
        this.originNanos = originNanos;
        this.clock = () -> System.nanoTime() - originNanos;
        this.progress = progress;
    }

    /** Runs to the end that the conductor finds; interrupted, it ends as a harness failure. */
    RunOutcome conduct() {
        conductor.begin(clock.getAsLong(), this::perform);
        while (!conductor.isDone()) {
            Observation next;
            try {
                long left = Math.max(0, wakeAtNanos - clock.getAsLong());
                next = observations.poll(left, TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                next = new Observation.HarnessFailed(DeploymentResult.INTERRUPTED);
            }
            if (next == null) {
                wakeAtNanos = Long.MAX_VALUE;
                next = new Observation.Tick();
            }
            conductor.step(clock.getAsLong(), next, this::perform);
        }
        return conductor.outcome();
    }

    private void perform(Action action) {
        switch (action) {
            case Action.StartNode it -> later(workers, () -> startNode(it.node()));
            case Action.Multicast it -> multicast(it);
            case Action.Leave it -> send(it.process(), new Command.Leave());
            case Action.Inject it -> later(nemesis, () -> inject(it.faultId(), it.fault()));
            case Action.Heal it -> later(nemesis, () -> heal(it.faultId()));
            case Action.Probe it -> later(workers, () -> probe(it.nodes()));
            case Action.Stop it -> later(workers, () -> stop(it.process()));
            case Action.WakeAt it -> wakeAtNanos = it.nanos();
            case Action.Finish it ->
                progress.note("the run is over: " + conductor.outcome().end());
        }
    }

    /** A part of the harness's work, on another thread; its failure is the harness's. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private void later(ExecutorService executor, Work work) {
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (IOException | RuntimeException e) {
                    failed(Failures.describe(e));
                }
            });
        } catch (RejectedExecutionException e) {
            // The run is over.
            failed("the run is over");
        }
    }

    private void startNode(String node) throws IOException, InterruptedException {
        killers.remove(node);
        if (!containers.isRunning(node)) {
            containers.startAgain(node);
        }
        faults.nodeUp(node);
        NodeSession session = new NodeSession(node, this, directory::processFile);
        NodeClient client = NodeClient.connect(containers.controlAddress(node), HELLO_LIMIT, session);
        session.connectedBy(client);
        sessions.put(node, session);
        if (!session.send(startCommand())) {
            failed("node " + node + " does not take its start command");
        }
    }

    private Command.Start startCommand() {
        SequencedMap<String, String> addresses = new LinkedHashMap<>();
        containers.targets().forEach(target -> addresses.put(target.node(), target.address() + ":" + target.port()));
        boolean multicast = scenario.transport().equals("multicast");
        return new Command.Start(
                scenario.implementation(),
                scenario.options(),
                scenario.transport(),
                addresses,
                multicast ? NodeLayout.MULTICAST_GROUP : null,
                scenario.founderNodes(),
                scenario.generation(),
                scenario.seed(),
                originNanos,
                System.nanoTime(),
                new Command.StartLimits(
                        scenario.limits().maxPacketBytes(),
                        scenario.limits().maxPayloadBytes(),
                        scenario.limits().maxBufferBytes()));
    }

    private void multicast(Action.Multicast it) {
        if (!send(it.process(), new Command.Multicast(it.number(), it.sizeBytes(), it.last()))) {
            // On the conductor's own thread the queue may be full: tell it from another one.
            later(workers, () -> observe(new Observation.Failed(it.process(), it.number())));
        }
    }

    private boolean send(String process, Command command) {
        NodeSession session = sessions.get(nodeOf(process));
        return session != null && process.equals(session.process()) && session.send(command);
    }

    private static String nodeOf(String process) {
        return process.substring(0, process.lastIndexOf('.'));
    }

    private void inject(int id, Fault fault) {
        if (fault instanceof Fault.Kill kill) {
            killers.put(kill.node(), id);
        }
        FaultEffect effect = faults.inject(id, fault);
        if (fault instanceof Fault.Kill kill && !effect.bit()) {
            killers.remove(kill.node(), id);
        }
        progress.note("fault " + id + ": " + fault.kind() + " " + fault.where());
        observe(new Observation.Injected(id, effect));
    }

    private void heal(int id) {
        FaultEffect effect = faults.heal(id);
        progress.note("fault " + id + " healed: " + effect.counts());
        observe(new Observation.Healed(id, effect));
    }

    private void probe(List<String> nodes) throws InterruptedException {
        observe(probes.probe(nodes, (node, command) -> {
            NodeSession session = sessions.get(node);
            return session != null && session.send(command);
        }));
    }

    private void stop(String process) {
        String node = nodeOf(process);
        if (containers.isPaused(node)) {
            containers.unpause(node);
        }
        send(process, new Command.Stop());
    }

    @Override
    public void observe(Observation observation) {
        try {
            observations.put(observation);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void probed(String node, Answer.Probed answer) {
        probes.answer(node, answer);
    }

    @Override
    public void failed(String why) {
        observe(new Observation.HarnessFailed(why));
    }

    @Override
    public void disconnected(NodeSession session) {
        later(workers, () -> tellExit(session));
    }

    /** Waits for the container's end, fetches the evidence, tells what was not told and then the exit. */
    private void tellExit(NodeSession session) throws IOException, InterruptedException {
        String node = session.node();
        InspectContainerResponse.ContainerState state = awaitEnd(node);
        if (state == null) {
            failed("the control connection of node " + node + " broke, its process runs on");
            return;
        }
        faults.nodeGoing(node);
        containers.copyEvidence(node, directory::processFile);
        session.tellTheRest(this::observe);
        String process = session.process();
        String detail = detail(session, state);
        Integer killer = killers.get(node);
        if (process == null) {
            failed("node " + node + " ended before it was a process of the group: " + detail);
        } else if (killer == null && containers.wasEndedByOthers(node, state)) {
            failed("node " + node + " was killed, and not by this harness: " + detail);
        } else {
            observe(new Observation.Exited(process, killer, killer == null ? detail : null));
        }
    }

    private InspectContainerResponse.@Nullable ContainerState awaitEnd(String node) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EXIT_LIMIT_MILLIS);
        while (System.nanoTime() < deadline) {
            InspectContainerResponse.ContainerState state = containers.state(node);
            if (!Boolean.TRUE.equals(state.getRunning())) {
                return state;
            }
            TimeUnit.MILLISECONDS.sleep(EXIT_POLL_MILLIS);
        }
        return null;
    }

    /** What is known of an end that was not in good order; null of one that was. */
    private @Nullable String detail(NodeSession session, InspectContainerResponse.ContainerState state) {
        Long code = state.getExitCodeLong();
        if (code != null && code == 0) {
            return null;
        }
        Answer.Ended ended = session.ended();
        String why = ended == null ? containers.lastOutput(session.node()).strip() : ended.why();
        String how = "exit code " + code + (Boolean.TRUE.equals(state.getOOMKilled()) ? ", for want of memory" : "");
        return how + (why.isEmpty() ? "" : ": " + why);
    }

    /** Fetches the evidence of every process once more, for those whose end nobody waited for. */
    void collectEvidence() {
        for (String node : scenario.nodes()) {
            try {
                containers.copyEvidence(node, directory::processFile);
            } catch (IOException | DockerException e) {
                progress.note("the evidence of " + node + " could not be fetched, what it told is kept: "
                        + Failures.describe(e));
            }
        }
    }

    @Override
    public void close() {
        nemesis.shutdownNow();
        workers.shutdownNow();
        sessions.values().forEach(NodeSession::close);
    }
}
