package dev.maat.engine.certify.runs;

import dev.maat.engine.Deployments;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Plan.PlannedRun;
import dev.maat.engine.certify.plan.Share;
import dev.maat.engine.certify.runs.RunMaker.Made;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Runs of a plan that follow each other and are made side by side: all of them simulated, or all of them live. */
public final class Lane {
    private final List<PlannedRun> runs = new ArrayList<>();
    private final boolean deterministic;
    private final int jobs;
    private final Map<Share, RunMaker> makers;
    private final Turns turns = new Turns();
    private final LiveRunMaker live;

    private Lane(boolean deterministic, int jobs, Map<Share, RunMaker> makers) {
        this.deterministic = deterministic;
        this.jobs = jobs;
        this.makers = makers;
        this.live = new LiveRunMaker(this::maker, turns);
    }

    /** The lanes of a plan, in its order. */
    public static List<Lane> of(Plan plan, Map<Share, RunMaker> makers, Settings settings) {
        List<Lane> lanes = new ArrayList<>();
        for (PlannedRun run : plan.runs()) {
            boolean deterministic = Deployments.isDeterministic(run.share().deployment());
            if (lanes.isEmpty() || lanes.getLast().deterministic != deterministic) {
                lanes.add(new Lane(deterministic, deterministic ? settings.jobs() : settings.liveJobs(), makers));
            }
            lanes.getLast().runs.add(run);
        }
        return lanes;
    }

    List<PlannedRun> runs() {
        return List.copyOf(runs);
    }

    /** How many of them are made at a time. */
    int jobs() {
        return jobs;
    }

    boolean isDeterministic() {
        return deterministic;
    }

    RunMaker maker(Share share) {
        RunMaker maker = makers.get(share);
        if (maker == null) {
            throw new IllegalArgumentException("no such share: " + share.words());
        }
        return maker;
    }

    /** @param stopped whether what is under way is being ended */
    Made make(PlannedRun run, BooleanSupplier stopped) throws InterruptedException {
        return deterministic ? maker(run.share()).make(run) : live.make(run, stopped);
    }

    /** Waits until no live run is under way; none begins before the turn is closed. Simulated runs go on: a seed fixes what they come to. */
    Turns.Turn alone() throws InterruptedException {
        return turns.alone();
    }
}
