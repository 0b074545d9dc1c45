package dev.maat.scenario.conductor.phases;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.conductor.faults.FaultDriver;
import dev.maat.scenario.conductor.group.CoreChoice;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.group.Roster;
import dev.maat.scenario.conductor.load.LoadDriver;
import dev.maat.scenario.conductor.port.Action;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of one run that all phases share, and its outcome so far. */
public final class Run {
    /** How often a phase looks again at a condition that no observation reports. */
    static final long LOOK_NANOS = MILLISECONDS.toNanos(250);

    private final Scenario scenario;
    private final HarnessRecorder recorder;
    private final Consumer<Action> out;
    private final Roster roster;
    private final FaultDriver faults;
    private final LoadDriver load;

    private @Nullable CoreChoice core;
    private boolean settled;
    private boolean isQuiet;
    private String endReason = "complete";
    private String harnessFailure = "";
    private List<String> standstill = List.of();
    private final List<String> unasked = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    /**
     * @param recorder writes {@code harness.jsonl}
     * @param out takes the actions
     */
    public Run(Scenario scenario, HarnessRecorder recorder, Consumer<Action> out) {
        this.scenario = scenario;
        this.recorder = recorder;
        this.out = out;
        this.roster = scenario.isStatic()
                ? Roster.ofStaticGroup(scenario.nodes(), scenario.resumes())
                : new Roster(scenario.nodes(), scenario.founderNodes());
        if (scenario.plan().mayLoseQuorum()) {
            roster.affordEveryDeath();
        }
        this.faults = new FaultDriver(scenario.plan().faults(), new SeedDraw(scenario.seed()), roster, recorder, out);
        this.load = new LoadDriver(scenario);
    }

    public Scenario scenario() {
        return scenario;
    }

    public HarnessRecorder recorder() {
        return recorder;
    }

    public Consumer<Action> out() {
        return out;
    }

    public Roster roster() {
        return roster;
    }

    public FaultDriver faults() {
        return faults;
    }

    public LoadDriver load() {
        return load;
    }

    Budgets budgets() {
        return scenario.budgets();
    }

    /** The core; null: it is not chosen yet. */
    public @Nullable CoreChoice core() {
        return core;
    }

    void chose(CoreChoice choice) {
        core = choice;
    }

    /** Whether the core came to rest before it was probed. */
    public boolean isSettled() {
        return settled;
    }

    void settled(boolean isSettled) {
        settled = isSettled;
    }

    /** {@code complete}, {@code timeout} or {@code harness-failure}. */
    public String endReason() {
        return endReason;
    }

    void timedOut() {
        endReason = "timeout";
    }

    /** Why the run stood still, one sentence each, when it timed out or did not settle; empty if it did neither. */
    public List<String> standstill() {
        return standstill;
    }

    void stoodStill(List<String> why) {
        standstill = List.copyOf(why);
    }

    /** Disturbances of the group from outside: neither this harness nor the implementation caused them. */
    public List<String> unasked() {
        return unasked;
    }

    /**
     * Something happened to the group from outside; the run proves nothing any more. If it was quiet, it is not any more: messages that
     * the disturbance holds up must not be missed in logs that are closed because of it. The last {@code quiet} line counts.
     */
    public void unasked(String what) {
        unasked.add(what);
        endReason = "harness-failure";
        if (isQuiet) {
            isQuiet = false;
            recorder.quiet(List.of(), Collections.singletonMap("undisturbed", "failed"));
        }
    }

    /** The load has stopped; here liveness of these nodes is judged. */
    void quiet(List<String> judged, Map<String, String> probes) {
        recorder.quiet(judged, probes);
        isQuiet = true;
    }

    /** Sentences that the user must read about the course of the run. */
    public List<String> remarks() {
        return remarks;
    }

    void remark(String what) {
        remarks.add(what);
        out.accept(new Action.Tell(what));
    }

    /** Why the harness failed; empty if it did not. */
    public String harnessFailure() {
        return harnessFailure;
    }

    void failed(String why) {
        harnessFailure = why;
        endReason = "harness-failure";
    }

    /** The duties of every phase before the end: injects and heals the faults that are due, and starts the nodes that are. */
    void tend(long now) {
        faults.drive(now);
        for (NodeState node : roster.all()) {
            if (node.life() == NodeState.Life.DOWN && node.restartAtNanos() <= now) {
                start(node);
            }
        }
    }

    /** When {@link #tend} has something to do again. */
    long nextDuty(long now) {
        long next = faults.deadline(now);
        for (NodeState node : roster.all()) {
            next = Math.min(next, node.restartAtNanos());
        }
        return next;
    }

    void start(NodeState node) {
        node.starting();
        out.accept(new Action.StartNode(node.name()));
    }
}
