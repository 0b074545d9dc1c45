package dev.maat.engine.live;

import dev.maat.engine.run.Failures;
import dev.maat.engine.run.Progress;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultPlan;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries out the conductor's actions on the nodes and reports what comes of them. Slow work runs on other threads: faults on
 * one of their own, so that they are done in the conductor's order, everything else on a thread for each piece of work.
 */
final class NodeActions implements NodeSession.Owner, AutoCloseable {
    /** From the loss of the control connection to the end of the process. */
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(15);

    private final Scenario scenario;
    private final NodeHosts hosts;
    private final Function<String, Path> fileOf;
    private final StartCommands starts;
    private final Consumer<Observation> observer;
    private final Progress progress;
    private final FirstContact contact;
    private final PlannedPauses pauses = new PlannedPauses();
    private final Heartbeats heartbeats;
    private final LinkProbes probes;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService nemesis = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("nemesis").factory());
    private final Map<String, NodeSession> sessions = new ConcurrentHashMap<>();
    /** By node, the fault that killed its latest process. */
    private final Map<String, Integer> killers = new ConcurrentHashMap<>();

    /**
     * @param fileOf the history's file of a process
     * @param originNanos zero of the history's {@code t}, on this machine's monotonic clock
     * @param observer takes each observation from any thread, and may block it
     */
    NodeActions(
            Scenario scenario,
            NodeHosts hosts,
            Function<String, Path> fileOf,
            long originNanos,
            Consumer<Observation> observer,
            Progress progress) {
        this.scenario = scenario;
        this.hosts = hosts;
        this.fileOf = fileOf;
        this.starts = new StartCommands(scenario, hosts, originNanos);
        this.observer = observer;
        this.progress = progress;
        this.probes = new LinkProbes(progress::note);
        this.contact = new FirstContact(hosts, FirstContact.LIMIT);
        this.heartbeats = new Heartbeats(sessions::values, hosts::condition, pauses, this::disturbed);
    }

    /** Begins to look out for outsiders. Once, before a node is started. */
    void watch() {
        hosts.watch(this::heard);
        heartbeats.start();
    }

    private void heard(HostEvent event) {
        switch (event) {
            case HostEvent.Paused it -> {
                if (pauses.isPauseOfAnOutsider(it.node())) {
                    disturbed("node " + it.node() + " was paused, and not by this harness");
                }
            }
            case HostEvent.Resumed it -> {
                if (pauses.isResumedByAnOutsider(it.node())) {
                    disturbed("node " + it.node()
                            + " was resumed in the middle of a planned pause, and not by this harness");
                }
            }
            case HostEvent.Interference it -> disturbed(it.what());
        }
    }

    private void disturbed(String what) {
        later(workers, () -> observe(new Observation.Disturbed(what)));
    }

    void start(String node) {
        later(workers, () -> {
            killers.remove(node);
            NodeSession session = new NodeSession(node, this, fileOf);
            session.connectedBy(contact.connect(node, hosts.start(node), session));
            sessions.put(node, session);
            if (!session.send(starts.next(node))) {
                failed("node " + node + " does not take its start command");
            }
        });
    }

    void multicast(Action.Multicast it) {
        if (!send(it.process(), new Command.Multicast(it.number(), it.sizeBytes(), it.last()))) {
            // The conductor's own thread calls this and must not wait for room in its own queue.
            later(workers, () -> observe(new Observation.Failed(it.process(), it.number())));
        }
    }

    void leave(String process) {
        send(process, new Command.Leave());
    }

    /** Asks a process to stop, and then ends the pauses that hold it, however long that takes. */
    void stop(String process) {
        send(process, new Command.Stop());
        later(workers, () -> {
            pauses.endAll(nodeOf(process), System.nanoTime());
            hosts.resume(nodeOf(process));
        });
    }

    void exit(String process) {
        send(process, new Command.Exit());
    }

    private boolean send(String process, Command command) {
        NodeSession session = sessions.get(nodeOf(process));
        return session != null && process.equals(session.process()) && session.send(command);
    }

    private static String nodeOf(String process) {
        return process.substring(0, process.lastIndexOf('.'));
    }

    void inject(int id, Fault fault) {
        later(nemesis, () -> {
            // Entered first: the process may be seen to end before the injector returns.
            if (fault instanceof Fault.Kill kill) {
                killers.put(kill.node(), id);
                pauses.endAll(kill.node(), System.nanoTime());
            }
            if (fault instanceof Fault.Pause pause) {
                pauses.begins(id, pause.node());
            }
            FaultEffect effect = hosts.faults().inject(id, fault);
            if (fault instanceof Fault.Pause pause && effect.note() != null) {
                pauses.withheld(id, pause.node());
            }
            if (fault instanceof Fault.Kill kill && !effect.bit()) {
                killers.remove(kill.node(), id);
            }
            progress.note(told(scenario.plan(), id, fault));
            observe(new Observation.Injected(id, effect));
        });
    }

    /** A cut that the plan does not know is the conductor's: it parts the core, which is judged for liveness, from other nodes that run. */
    static String told(FaultPlan plan, int id, Fault fault) {
        boolean isPlanned = plan.faults().stream().anyMatch(planned -> planned.id() == id);
        return !isPlanned
                        && fault instanceof Fault.Partition cut
                        && cut.groups().size() == 2
                ? "all faults are healed; from here on "
                        + String.join(", ", cut.groups().getLast()) + " stays outside the core, cut off from it (fault "
                        + id + ")"
                : "fault " + id + ": " + fault.kind() + " " + fault.where();
    }

    void heal(int id) {
        later(nemesis, () -> {
            pauses.heals(id);
            FaultEffect effect = hosts.faults().heal(id);
            pauses.healed(id, System.nanoTime());
            progress.note("fault " + id + " healed: " + effect.counts());
            observe(new Observation.Healed(id, effect));
        });
    }

    void probe(List<String> nodes) {
        later(
                workers,
                () -> observe(probes.probe(nodes, (node, command) -> {
                    NodeSession session = sessions.get(node);
                    return session != null && session.send(command);
                })));
    }

    /** A piece of work on another thread. If it fails, the harness has failed. */
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
            // The run is over: no observation is read any more.
            return;
        }
    }

    @Override
    public void observe(Observation observation) {
        observer.accept(observation);
    }

    @Override
    public void probed(String node, Answer.Probed answer) {
        probes.answer(node, answer);
    }

    @Override
    public void unscheduled(String node, long millis) {
        heartbeats.unscheduled(node, millis, System.nanoTime());
    }

    @Override
    public void failed(String why) {
        observe(new Observation.HarnessFailed(why));
    }

    @Override
    public void disconnected(NodeSession session) {
        later(workers, () -> reportExit(session));
    }

    /** Reports the lines that only the evidence has, then the exit: the conductor wants all that a process did before its end. */
    private void reportExit(NodeSession session) throws IOException, InterruptedException {
        String node = session.node();
        NodeEnd end = hosts.awaitEnd(node, EXIT_LIMIT);
        if (end == null) {
            failed("the control connection of node " + node + " broke, but its process still runs");
            return;
        }
        hosts.copyEvidence(node, fileOf);
        session.reportRest(this::observe);
        String process = session.process();
        Integer killer = killers.get(node);
        boolean isUnexplained = killer == null && session.ended() == null && !end.isInGoodOrder();
        String lastWord = process == null || !isUnexplained ? null : hosts.lastWord(node, process);
        String detail = detail(session, end, lastWord);
        if (process == null && end.isByOutsider()) {
            disturbed("node " + node + " was killed before it was a process of the group, and not by this harness: "
                    + detail);
        } else if (process == null) {
            failed("node " + node + " ended before it was a process of the group: " + detail);
        } else if (killer == null && end.isByOutsider()) {
            observe(new Observation.KilledFromOutside(process, String.valueOf(detail)));
        } else if (isUnexplained && !end.suspicion(lastWord).isEmpty()) {
            observe(new Observation.KilledFromOutside(process, detail + "; " + end.suspicion(lastWord)));
        } else {
            observe(new Observation.Exited(process, killer, killer == null ? detail : null));
        }
    }

    /** Describes an end that was not in good order; null for one that was. */
    private @Nullable String detail(NodeSession session, NodeEnd end, @Nullable String lastWord) {
        if (end.isInGoodOrder()) {
            return null;
        }
        Answer.Ended last = session.ended();
        String why = last == null ? hosts.lastOutput(session.node()).strip() : last.why();
        return end.description(lastWord) + (why.isEmpty() ? "" : ": " + why);
    }

    /** Copies the evidence of every node once more: the run may end before the exit of a process was reported. */
    void collectEvidence() {
        scenario.nodes().parallelStream().forEach(node -> {
            try {
                hosts.copyEvidence(node, fileOf);
            } catch (IOException | RuntimeException e) {
                progress.note("the evidence of " + node + " could not be copied; the lines that it reported are kept: "
                        + Failures.describe(e));
            }
        });
    }

    @Override
    public void close() {
        heartbeats.close();
        nemesis.shutdownNow();
        workers.shutdownNow();
        sessions.values().forEach(NodeSession::close);
    }
}
