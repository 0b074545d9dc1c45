package dev.maat.scenario.conductor;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.checkers.recording.RecordedHeader;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.group.CoreChoice;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.group.Roster;
import dev.maat.scenario.conductor.phases.Boot;
import dev.maat.scenario.conductor.phases.Calm;
import dev.maat.scenario.conductor.phases.Done;
import dev.maat.scenario.conductor.phases.Phase;
import dev.maat.scenario.conductor.phases.Probe;
import dev.maat.scenario.conductor.phases.Run;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Conducts a run, sans-I/O: observations of a deployment go in, actions for it come out. There is one conductor for all
 * deployments, so that a scenario means the same everywhere. {@link Phase} has the transition table of a run.
 *
 * <p>A process that is excluded, or killed by a restart, is followed by a new process on its node. If a process ends otherwise and by
 * no fault, it gets a {@code crash} line with cause {@code unprovoked}, and its node stays down.
 *
 * <p>Not safe for several threads and not re-entrant. A deployment hands in one observation after the other; it keeps those that an
 * action causes until the step that emitted the action has returned.
 */
public final class RunConductor {
    /** How long the node of an excluded process waits before it is started again. */
    private static final long RETURN_NANOS = MILLISECONDS.toNanos(200);

    /** Longer for each process in a row that was excluded before it had arrived: a group that takes in nobody is not run over. */
    private static final long MAX_RETURN_NANOS = MILLISECONDS.toNanos(1_600);

    /** Of a cause: it is part of a line of the history. */
    private static final int MAX_DETAIL_CHARS = 16_000;

    private final Scenario scenario;
    private final HarnessRecorder recorder;
    private final Run run;
    private final Roster roster;
    private final List<String> unprovoked = new ArrayList<>();
    private final long limitNanos;

    private Consumer<Action> out = action -> {};
    private @Nullable Phase phase;
    private long requestedWakeNanos = Long.MAX_VALUE;

    /**
     * @param recorder writes {@code harness.jsonl}; its clock is that of the run's history
     */
    public RunConductor(Scenario scenario, HarnessRecorder recorder) {
        this.scenario = scenario;
        this.recorder = recorder;
        this.run = new Run(scenario, recorder, action -> out.accept(action));
        this.roster = run.roster();
        this.limitNanos = MILLISECONDS.toNanos(scenario.timeLimitMillis());
    }

    /** Writes the header and starts the founders. Once, before any {@link #step}. */
    public void begin(long nowNanos, Consumer<Action> actions) {
        out = actions;
        recorder.header(new RecordedHeader(
                scenario.implementation(),
                scenario.claims(),
                scenario.membership(),
                scenario.generation(),
                scenario.nodes(),
                scenario.deployment().equals("simulation") ? "simulated" : "host-monotonic",
                0,
                "view",
                "return",
                scenario.headerExtras()));
        Phase boot = Boot.enter(run, nowNanos);
        phase = boot;
        wakeAt(boot.deadline(nowNanos));
    }

    /**
     * Takes in one observation.
     *
     * @param nowNanos the deployment's clock; never goes back
     * @param actions takes the actions, in order
     */
    public void step(long nowNanos, Observation in, Consumer<Action> actions) {
        Phase current = phase;
        if (current == null) {
            throw new IllegalStateException("a step before the run has begun");
        }
        if (current instanceof Done) {
            return;
        }
        out = actions;
        note(nowNanos, in, current);
        boolean isMoment = run.faults().noticed(nowNanos, in);
        if (isSignOnly(in) && !isMoment && run.unasked().isEmpty()) {
            return;
        }
        if (!isMoment
                && nowNanos < requestedWakeNanos
                && run.unasked().isEmpty()
                && current.isUnmovedBy(nowNanos, in)) {
            roster.noteCalm(nowNanos, run.faults().isLastingFaultOn());
            return;
        }
        current.observe(nowNanos, in);
        drive(nowNanos, turned(nowNanos, in, current));
    }

    /** Whether a planned fault may fall due by an observation: then it is worth a step at once, even in the middle of a process's step. */
    public boolean awaits(Observation in) {
        return run.faults().awaits(in);
    }

    /** Whether the run is over. */
    public boolean isDone() {
        return phase instanceof Done;
    }

    /** The outcome of the run; complete once {@link #isDone()}. */
    public RunOutcome outcome() {
        CoreChoice core = run.core();
        return new RunOutcome(
                run.endReason(),
                run.harnessFailure(),
                run.standstill(),
                run.unasked(),
                run.remarks(),
                run.faults().reports(),
                unprovoked,
                core == null ? List.of() : core.core(),
                core != null && core.hasQuorum(),
                run.isSettled(),
                run.load().invoked(),
                roster.viewsInstalled());
    }

    /** Whether an observation lets nothing happen: it is noted, and no phase looks at it. */
    private static boolean isSignOnly(Observation in) {
        return switch (in) {
            case Observation.InPhase it -> true;
            case Observation.TookState it -> true;
            case Observation.LoadedState it -> true;
            case Observation.Invoked it -> true;
            case Observation.AskedToLeave it -> true;
            default -> false;
        };
    }

    /** Brings the roster and the faults up to date. */
    private void note(long now, Observation in, Phase current) {
        switch (in) {
            case Observation.Tick tick -> requestedWakeNanos = Long.MAX_VALUE;
            case Observation.Started it -> started(now, it.process());
            case Observation.Installed it -> installed(now, it);
            case Observation.Sent it -> sent(it);
            case Observation.Failed it -> answered(it.process(), it.number());
            case Observation.Left it -> roster.of(it.process()).left();
            case Observation.Excluded it -> roster.of(it.process()).excluded();
            case Observation.Exited it -> exited(now, it);
            case Observation.Injected it -> run.faults().injected(now, it.faultId(), it.effect());
            case Observation.Healed it -> run.faults().healed(now, it.faultId(), it.effect());
            case Observation.Probed it -> requireProbing(current);
            case Observation.Delivered it -> delivered(it);
            case Observation.Suspected it ->
                ofRunning(it.process(), node -> node.signs().suspects(now, it.who(), it.on()));
            case Observation.InPhase it ->
                ofRunning(it.process(), node -> node.signs().phase(now, it.name(), it.on()));
            case Observation.TookState it -> {}
            case Observation.LoadedState it -> ofRunning(it.process(), NodeState::loadedState);
            case Observation.ClosedLog it -> ofRunning(it.process(), node -> closedLog(node, it.process()));
            case Observation.Invoked it -> ofRunning(it.process(), node -> invoked(node, it));
            case Observation.AskedToLeave it -> ofRunning(it.process(), node -> askedToLeave(node, it.process()));
            case Observation.KilledFromOutside it -> ofRunning(it.process(), node -> killedFromOutside(now, node, it));
            case Observation.Disturbed it -> run.unasked(it.what());
            case Observation.HarnessFailed it -> {}
            case Observation.EnoughSeen it -> {}
        }
    }

    /** An observation that ends the run ends any phase; every other one leaves the run in its phase. */
    private Phase turned(long now, Observation in, Phase current) {
        return switch (in) {
            case Observation.HarnessFailed it -> Done.failed(run, it.why());
            case Observation ignored
            when !run.unasked().isEmpty() && !current.isEnding() ->
                Calm.enter(run, now, run.unasked().getFirst());
            case Observation.EnoughSeen it -> current.enoughSeen(run, now, it.why());
            default -> current;
        };
    }

    private void started(long now, String process) {
        NodeState node = roster.of(process);
        roster.started(now, node, process);
        run.faults().started(node);
    }

    private void installed(long now, Observation.Installed it) {
        NodeState node = roster.of(it.process());
        if (node.isProcess(it.process())) {
            roster.installed(now, node, new NodeState.SeenView(it.viewId(), it.seq(), it.members(), it.primary()));
        }
    }

    private void ofRunning(String process, Consumer<NodeState> then) {
        NodeState node = roster.of(process);
        if (node.isProcess(process)) {
            then.accept(node);
        }
    }

    private void invoked(NodeState node, Observation.Invoked it) {
        if (it.number() > node.sends().last()) {
            run.unasked(it.process() + " was told to multicast message " + it.number() + ", and not by this harness");
        }
    }

    private void askedToLeave(NodeState node, String process) {
        if (!node.isLeaving()) {
            run.unasked(process + " was told to leave, and not by this harness");
        }
    }

    private void closedLog(NodeState node, String process) {
        if (!node.isEnding()) {
            run.unasked(process + " was told to stop, and not by this harness");
        }
        node.signs().closedLog();
    }

    /** No {@code crash} line is written: its cause would have to be a fault of this harness, or the implementation. */
    private void killedFromOutside(long now, NodeState node, Observation.KilledFromOutside it) {
        run.unasked(it.process() + " was killed, and not by this harness: " + it.how());
        node.exited();
        roster.died(now, node);
        run.faults().exited(now, node, null);
    }

    private void sent(Observation.Sent it) {
        answered(it.process(), it.number());
        NodeState node = roster.of(it.process());
        if (node.isProcess(it.process())) {
            node.receipts().sent();
        }
    }

    private void delivered(Observation.Delivered it) {
        NodeState node = roster.of(it.process());
        if (node.isProcess(it.process())) {
            node.receipts().delivered(it.process(), it.messageId());
        }
    }

    private void answered(String process, long number) {
        NodeState node = roster.of(process);
        if (node.isProcess(process)) {
            node.sends().answered(number);
        }
    }

    private void exited(long now, Observation.Exited it) {
        NodeState node = roster.of(it.process());
        if (!node.isProcess(it.process())) {
            return;
        }
        boolean wasExpected = node.isEnding();
        boolean wasInGoodOrder = it.byFault() == null && it.detail() == null;
        boolean wasStopped = wasInGoodOrder && !wasExpected && node.signs().hasClosedLog();
        node.exited();
        if (wasStopped) {
            roster.died(now, node);
        } else if (it.byFault() != null) {
            recorder.crash(it.process(), it.byFault());
        } else if (it.detail() != null || !wasExpected) {
            String detail = detail(it);
            recorder.crashUnprovoked(it.process(), detail);
            unprovoked.add(it.process() + ": " + detail);
            roster.died(now, node);
        }
        run.faults().exited(now, node, it.byFault());
        if (node.isExcluded() && !node.isLeaving() && wasInGoodOrder) {
            node.restartAt(now + Math.min(MAX_RETURN_NANOS, RETURN_NANOS << node.futileReturns()));
        }
    }

    private static String detail(Observation.Exited it) {
        String detail = it.detail() == null ? "ended with exit code 0" : it.detail();
        return detail.length() <= MAX_DETAIL_CHARS ? detail : detail.substring(0, MAX_DETAIL_CHARS);
    }

    private static void requireProbing(Phase current) {
        if (!(current instanceof Probe || current.isEnding())) {
            throw new IllegalStateException("a probe was answered without a request");
        }
    }

    private void drive(long now, Phase from) {
        roster.noteCalm(now, run.faults().isLastingFaultOn());
        Phase current = from;
        if (now >= limitNanos && !current.isEnding()) {
            current = current.overTime(run, now);
        }
        for (Phase next = current.drive(now); next != current; next = current.drive(now)) {
            current = next;
        }
        phase = current;
        long next = current.deadline(now);
        if (now < limitNanos && !current.isEnding()) {
            next = Math.min(next, limitNanos);
        }
        for (NodeState node : roster.all()) {
            next = Math.min(next, run.load().drive(now, node, out));
        }
        wakeAt(next);
    }

    private void wakeAt(long nanos) {
        if (nanos != requestedWakeNanos && nanos != Long.MAX_VALUE) {
            requestedWakeNanos = nanos;
            out.accept(new Action.WakeAt(nanos));
        }
    }
}
