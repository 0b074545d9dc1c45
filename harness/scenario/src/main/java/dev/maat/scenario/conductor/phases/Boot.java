package dev.maat.scenario.conductor.phases;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.port.Action;
import java.util.List;

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
        boolean gathered = run.roster().areGathered(run.scenario().founderNodes());
        if (now < gatheredByNanos && !gathered) {
            run.tend(now);
            return this;
        }
        if (run.budgets().gatherMillis() > 0) {
            tellOfTheGroup(now, gathered);
        }
        return Safety.enter(run, now);
    }

    private void tellOfTheGroup(long now, boolean gathered) {
        if (gathered) {
            run.out()
                    .accept(new Action.Tell(
                            "the group has formed at " + Standstill.seconds(now) + "; workload and plan begin"));
            return;
        }
        List<NodeState> founders =
                run.scenario().founderNodes().stream().map(run.roster()::node).toList();
        String where = String.join("; ", Standstill.explain(founders));
        run.remark("the founders were not in one view within "
                + Standstill.seconds(MILLISECONDS.toNanos(run.budgets().gatherMillis()))
                + "; workload and plan begin nevertheless" + (where.isEmpty() ? "" : ": " + where));
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
