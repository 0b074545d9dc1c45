package dev.maat.scenario.conductor;

import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.checkers.recording.RecordedHeader;
import dev.maat.faults.Fault;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Conducts a run, sans-I/O: what a deployment observes goes in, what it shall do comes out. One for all deployments, so that a
 * scenario means the same everywhere. Not safe for several threads and not re-entrant: a deployment hands in one observation after
 * the other, and those that an action causes after the step that told the action.
 *
 * <table>
 * <caption>Phases</caption>
 * <tr><td>BOOT</td><td>founders' nodes are started; all run, and are in one view where the scenario waits for that -> SAFETY; budget
 * spent -> harness failure</td></tr>
 * <tr><td>SAFETY</td><td>workload under the plan; time over and plan done -> HEAL</td></tr>
 * <tr><td>HEAL</td><td>the core is chosen and healed, nodes outside are cut off; all confirmed -> SETTLE</td></tr>
 * <tr><td>SETTLE</td><td>workload goes on until the core is in one view of exactly its members, then it stops; at rest for a while,
 * or budget spent -> PROBE</td></tr>
 * <tr><td>PROBE</td><td>links and processes of the core are probed; answered: {@code quiet} is written -> END</td></tr>
 * <tr><td>END</td><td>each core process multicasts an END; all delivered by all, or no progress within the budget -> STOP</td></tr>
 * <tr><td>CALM</td><td>entered from any phase before STOP when enough was seen: the plan is over, what is on is healed and nobody is
 * started any more; all confirmed, or budget spent -> STOP</td></tr>
 * <tr><td>STOP</td><td>processes close their logs; all gone: {@code end} is written -> DONE</td></tr>
 * </table>
 *
 * <p>A process that is excluded, or is killed by a restart, is followed by a new process of its node. A process that ends
 * otherwise and by no fault gets a {@code crash} line with cause {@code unprovoked}, and its node stays down.
 */
public final class RunConductor {
    private enum Phase {
        BOOT,
        SAFETY,
        HEAL,
        SETTLE,
        PROBE,
        END,
        CALM,
        STOP,
        DONE
    }

    private static final long MILLI = 1_000_000L;

    /** How long an excluded process's node waits before it is started again. */
    private static final long RETURN_NANOS = 200 * MILLI;

    /** After all ENDs are delivered the run goes on a little, for what is told later: stability, returns of sends. */
    private static final long LINGER_NANOS = 300 * MILLI;

    /** How often the harness looks again at what nobody tells it of. */
    private static final long LOOK_NANOS = 250 * MILLI;

    private final Scenario scenario;
    private final HarnessRecorder recorder;
    private final Roster roster;
    private final FaultDriver faults;
    private final LoadDriver load;
    private final List<String> unprovoked = new ArrayList<>();

    private Phase phase = Phase.BOOT;
    private Consumer<Action> out = action -> {};
    private long phaseBeganNanos;
    private long lastProgressNanos;
    private long lastViewNanos;
    private long askedWakeNanos = Long.MAX_VALUE;
    private long restSinceNanos;
    private long lingerUntilNanos = Long.MAX_VALUE;
    private boolean settled;
    private @Nullable CoreChoice choice;
    private List<NodeState> core = List.of();
    private @Nullable EndMessages ends;
    private int cutOffFaultId;
    private int nextExtraId;
    private String endReason = "complete";
    private String harnessFailure = "";

    /**
     * @param recorder writes {@code harness.jsonl}; its clock is that of the run's history
     */
    public RunConductor(Scenario scenario, HarnessRecorder recorder) {
        this.scenario = scenario;
        this.recorder = recorder;
        this.roster = new Roster(scenario.nodes(), scenario.founderNodes());
        this.faults = new FaultDriver(scenario.plan().faults(), roster, recorder, action -> out.accept(action));
        this.load = new LoadDriver(scenario);
        this.nextExtraId = 1
                + scenario.plan().faults().stream()
                        .mapToInt(planned -> planned.id())
                        .max()
                        .orElse(0);
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
        phaseBeganNanos = nowNanos;
        for (String founder : scenario.founderNodes()) {
            start(roster.node(founder));
        }
        wakeAt(nowNanos + scenario.budgets().bootMillis() * MILLI);
    }

    /**
     * Takes in one observation.
     *
     * @param nowNanos the deployment's clock; never goes back
     * @param actions takes what is to be done, in order
     */
    public void step(long nowNanos, Observation in, Consumer<Action> actions) {
        if (phase == Phase.DONE) {
            return;
        }
        out = actions;
        if (in instanceof Observation.Tick) {
            askedWakeNanos = Long.MAX_VALUE;
        }
        observe(nowNanos, in);
        drive(nowNanos);
    }

    /** Whether the run is over. */
    public boolean isDone() {
        return phase == Phase.DONE;
    }

    /** How the run went; complete once {@link #isDone()}. */
    public RunOutcome outcome() {
        return new RunOutcome(
                endReason,
                harnessFailure,
                faults.reports(),
                unprovoked,
                choice == null ? List.of() : choice.core(),
                choice != null && choice.hasQuorum(),
                settled,
                load.invoked(),
                roster.viewsInstalled());
    }

    private void observe(long now, Observation in) {
        switch (in) {
            case Observation.Tick tick -> {}
            case Observation.Started it -> started(it.process());
            case Observation.Installed it -> installed(now, it);
            case Observation.Sent it -> answered(now, it.process(), it.number());
            case Observation.Failed it -> {
                answered(now, it.process(), it.number());
                if (ends != null) {
                    ends.failed(now, it.process(), it.number());
                }
            }
            case Observation.Delivered it -> {
                progressed(now, it.process());
                if (ends != null) {
                    ends.delivered(it.process(), it.messageId());
                }
            }
            case Observation.Suspected it -> restSinceNanos = now;
            case Observation.Left it -> roster.of(it.process()).left = true;
            case Observation.Excluded it -> {
                roster.of(it.process()).excluded = true;
                restSinceNanos = now;
            }
            case Observation.Exited it -> exited(now, it);
            case Observation.Injected it -> faults.injected(now, it.faultId(), it.effect());
            case Observation.Healed it -> faults.healed(now, it.faultId(), it.effect());
            case Observation.Probed it -> probed(now, it);
            case Observation.HarnessFailed it -> fail(it.why());
            case Observation.EnoughSeen it -> stopEarly(now, it.why());
        }
    }

    private void progressed(long now, String process) {
        if (core.isEmpty() || core.contains(roster.of(process))) {
            lastProgressNanos = now;
        }
    }

    private void started(String process) {
        NodeState node = roster.of(process);
        node.started(process);
        faults.started(node);
        if (phase == Phase.STOP) {
            stop(node);
        }
    }

    private void installed(long now, Observation.Installed it) {
        NodeState node = roster.of(it.process());
        if (node.isProcess(it.process())) {
            progressed(now, it.process());
            lastViewNanos = now;
            restSinceNanos = now;
            roster.installed(now, node, new NodeState.SeenView(it.viewId(), it.seq(), it.members(), it.primary()));
        }
    }

    private void answered(long now, String process, long number) {
        progressed(now, process);
        NodeState node = roster.of(process);
        if (node.isProcess(process)) {
            node.unanswered.remove(number);
        }
    }

    private void exited(long now, Observation.Exited it) {
        NodeState node = roster.of(it.process());
        if (!node.isProcess(it.process())) {
            return;
        }
        boolean wasAsked = node.life == NodeState.Life.STOPPING;
        node.life = NodeState.Life.DOWN;
        node.unanswered.clear();
        restSinceNanos = now;
        if (it.byFault() != null) {
            recorder.crash(it.process(), it.byFault());
        } else if (it.detail() != null || !(wasAsked || node.left || node.excluded)) {
            recorder.crashUnprovoked(it.process());
            unprovoked.add(it.process() + ": " + (it.detail() == null ? "ended with exit code 0" : it.detail()));
            roster.died(now, node);
        }
        faults.exited(now, node, it.byFault());
        if (node.excluded && !node.leaving && it.byFault() == null && it.detail() == null) {
            node.restartAtNanos = now + RETURN_NANOS;
        }
    }

    private void drive(long now) {
        roster.noteCalm(now, faults.lastingFaultIsOn());
        if (phase == Phase.BOOT) {
            boot(now);
        }
        if (phase == Phase.SAFETY) {
            safety(now);
        }
        if (phase == Phase.HEAL) {
            awaitHealed(now);
        }
        boolean planRuns = phase != Phase.BOOT && phase != Phase.STOP && phase != Phase.DONE;
        long next = planRuns ? faults.drive(now) : Long.MAX_VALUE;
        if (!isEnding()) {
            next = Math.min(next, startDue(now));
        }
        if (phase == Phase.CALM) {
            awaitCalm(now);
        }
        if (phase == Phase.SETTLE) {
            settle(now);
        }
        if (phase == Phase.END) {
            next = Math.min(next, awaitEnds(now));
        }
        if (phase == Phase.STOP) {
            awaitStopped(now);
        }
        for (NodeState node : roster.all()) {
            next = Math.min(next, load.drive(now, node, out));
        }
        if (phase != Phase.DONE) {
            wakeAt(Math.min(next, phaseDeadline(now)));
        }
    }

    private void boot(long now) {
        for (String founder : scenario.founderNodes()) {
            if (roster.node(founder).life == NodeState.Life.STARTING) {
                if (now - phaseBeganNanos >= scenario.budgets().bootMillis() * MILLI) {
                    fail("node " + founder + " did not start within "
                            + scenario.budgets().bootMillis() + " ms");
                }
                return;
            }
        }
        if (now < gatherDeadline() && !roster.areGathered(scenario.founderNodes())) {
            return;
        }
        enter(Phase.SAFETY, now);
        faults.begin(now);
        load.turn(true);
    }

    private long gatherDeadline() {
        return phaseBeganNanos + scenario.budgets().gatherMillis() * MILLI;
    }

    private void safety(long now) {
        boolean isOver = now - phaseBeganNanos >= scenario.workload().durationMillis() * MILLI;
        if (!isOver || !faults.isPlanDone() || roster.awaitsDeathOrStart()) {
            return;
        }
        CoreChoice made = new CoreChoice(roster, scenario.plan().outside());
        choice = made;
        core = made.nodes();
        faults.healAll(now);
        if (!made.cutOff().isEmpty() && !made.core().isEmpty()) {
            cutOffFaultId = nextExtraId++;
            faults.extra(now, cutOffFaultId, new Fault.Partition(List.of(made.core(), made.cutOff())));
        }
        enter(Phase.HEAL, now);
    }

    private void awaitHealed(long now) {
        if (faults.isIdle(cutOffFaultId)) {
            lastViewNanos = now;
            restSinceNanos = now;
            enter(Phase.SETTLE, now);
        } else if (now - phaseBeganNanos >= scenario.budgets().settleMillis() * MILLI) {
            fail("faults were not healed within " + scenario.budgets().settleMillis() + " ms");
        }
    }

    private void settle(long now) {
        Budgets budgets = scenario.budgets();
        boolean atRest = choice != null && choice.isAtRest(load.isOn());
        settled = atRest && !load.isOn() && now - restSinceNanos >= budgets.settledMillis() * MILLI;
        if (atRest && load.isOn()) {
            load.turn(false);
            restSinceNanos = now;
        } else if (!atRest) {
            restSinceNanos = now;
        }
        boolean stuck = now - Math.max(lastViewNanos, phaseBeganNanos) >= budgets.progressMillis() * MILLI;
        if (settled || stuck || now - phaseBeganNanos >= budgets.settleMillis() * MILLI) {
            load.turn(false);
            killStragglers(now);
            enter(Phase.PROBE, now);
            out.accept(new Action.Probe(choice == null ? List.of() : choice.core()));
        }
    }

    /** Nodes outside the core must be down or cut off from it, or liveness cannot be judged. */
    private void killStragglers(long now) {
        for (NodeState node : choice == null ? List.<NodeState>of() : choice.stragglers()) {
            if (node.life == NodeState.Life.RUNNING) {
                faults.extra(now, nextExtraId++, new Fault.Kill(node.name));
            }
        }
    }

    private void probed(long now, Observation.Probed probe) {
        if (isEnding()) {
            return;
        }
        if (phase != Phase.PROBE) {
            throw new IllegalStateException("a probe was answered that nobody asked for");
        }
        Map<String, String> probes = new LinkedHashMap<>();
        probes.put("links", probe.links() ? "ok" : "failed");
        probes.put("scheduled", probe.scheduled() ? "ok" : "failed");
        recorder.quiet(choice == null ? List.of() : choice.core(), probes);
        ends = new EndMessages(core, load);
        lastProgressNanos = now;
        enter(Phase.END, now);
    }

    private long awaitEnds(long now) {
        if (ends == null) {
            return Long.MAX_VALUE;
        }
        long next = ends.drive(now, out);
        if (!ends.areDeliveredEverywhere()) {
            lingerUntilNanos = Long.MAX_VALUE;
            if (now - lastProgressNanos >= scenario.budgets().progressMillis() * MILLI) {
                endReason = "timeout";
                stopAll(now);
            }
            return next;
        }
        if (lingerUntilNanos == Long.MAX_VALUE) {
            lingerUntilNanos = now + LINGER_NANOS;
        }
        if (now >= lingerUntilNanos) {
            stopAll(now);
        }
        return Math.min(next, lingerUntilNanos);
    }

    private boolean isEnding() {
        return phase.compareTo(Phase.CALM) >= 0;
    }

    /** Faults are healed, so that their lines say whether they bit; logs are closed, so that what is missing in them proves. */
    private void stopEarly(long now, String why) {
        if (isEnding()) {
            return;
        }
        load.turn(false);
        recorder.stoppedEarly(why);
        faults.endPlan(now);
        enter(Phase.CALM, now);
    }

    /** A process that stops while its node is being healed would be let go on twice, or take what its rules counted with it. */
    private void awaitCalm(long now) {
        if (faults.isIdle() || now - phaseBeganNanos >= scenario.budgets().settleMillis() * MILLI) {
            stopAll(now);
        }
    }

    private void stopAll(long now) {
        enter(Phase.STOP, now);
        for (NodeState node : roster.all()) {
            stop(node);
        }
    }

    private void stop(NodeState node) {
        if (node.life == NodeState.Life.RUNNING && node.process != null) {
            node.life = NodeState.Life.STOPPING;
            out.accept(new Action.Stop(node.process));
        }
    }

    private void awaitStopped(long now) {
        List<String> still = roster.notDown();
        if (still.isEmpty()) {
            recorder.end(endReason);
            finish();
        } else if (now - phaseBeganNanos >= scenario.budgets().stopMillis() * MILLI) {
            fail("nodes " + still + " did not stop within " + scenario.budgets().stopMillis() + " ms");
        }
    }

    private void fail(String why) {
        harnessFailure = why;
        endReason = "harness-failure";
        recorder.end(endReason);
        finish();
    }

    private void finish() {
        phase = Phase.DONE;
        load.turn(false);
        out.accept(new Action.Finish());
    }

    private long startDue(long now) {
        long next = Long.MAX_VALUE;
        for (NodeState node : roster.all()) {
            if (node.life == NodeState.Life.DOWN && node.restartAtNanos <= now) {
                start(node);
            } else {
                next = Math.min(next, node.restartAtNanos);
            }
        }
        return next;
    }

    private void start(NodeState node) {
        node.life = NodeState.Life.STARTING;
        node.restartAtNanos = NodeState.NEVER;
        out.accept(new Action.StartNode(node.name));
    }

    private void enter(Phase next, long now) {
        phase = next;
        phaseBeganNanos = now;
    }

    /** When the phase must be looked at though nothing happens. */
    private long phaseDeadline(long now) {
        Budgets budgets = scenario.budgets();
        return switch (phase) {
            case BOOT -> now < gatherDeadline() ? gatherDeadline() : phaseBeganNanos + budgets.bootMillis() * MILLI;
            case SAFETY -> {
                long over = phaseBeganNanos + scenario.workload().durationMillis() * MILLI;
                yield over > now ? over : now + LOOK_NANOS;
            }
            case HEAL, SETTLE, CALM -> now + LOOK_NANOS;
            case PROBE, DONE -> Long.MAX_VALUE;
            case END -> Math.max(now + MILLI, lastProgressNanos + budgets.progressMillis() * MILLI);
            case STOP -> phaseBeganNanos + budgets.stopMillis() * MILLI;
        };
    }

    private void wakeAt(long nanos) {
        if (nanos != askedWakeNanos && nanos != Long.MAX_VALUE) {
            askedWakeNanos = nanos;
            out.accept(new Action.WakeAt(nanos));
        }
    }
}
