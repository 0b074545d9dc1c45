package dev.maat.scenario.conductor.phases;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.scenario.conductor.group.NodeState;

/** The founders start, and gather in one view if the scenario waits for that. */
public final class Boot implements Phase {
    private final Run run;
    private final long bootedByNanos;
    private final long gatheredByNanos;

    private Boot(Run run, long now) {
        this.run = run;
        this.bootedByNanos = now + MILLISECONDS.toNanos(run.budgets().bootMillis());
        this.gatheredByNanos = now + MILLISECONDS.toNanos(run.budgets().gatherMillis());
    }

    /** Starts the founders. */
    public static Phase enter(Run run, long now) {
        for (String founder : run.scenario().founderNodes()) {
            run.start(run.roster().node(founder));
        }
        return new Boot(run, now);
    }

    @Override
    public Phase drive(long now) {
        for (String founder : run.scenario().founderNodes()) {
            if (run.roster().node(founder).life() == NodeState.Life.STARTING) {
                return awaitStart(now, founder);
            }
        }
        if (now < gatheredByNanos && !run.roster().areGathered(run.scenario().founderNodes())) {
            run.tend(now);
            return this;
        }
        return Safety.enter(run, now);
    }

    private Phase awaitStart(long now, String founder) {
        if (now >= bootedByNanos) {
            return Done.failed(
                    run,
                    "node " + founder + " did not start within " + run.budgets().bootMillis() + " ms");
        }
        run.tend(now);
        return this;
    }

    @Override
    public long deadline(long now) {
        return Math.min(run.nextDuty(now), now < gatheredByNanos ? gatheredByNanos : bootedByNanos);
    }
}
