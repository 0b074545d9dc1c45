package dev.maat.scenario.conductor.phases;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.util.List;

/**
 * All processes close their logs, and then exit. None is told to exit before the logs of all are closed: a process whose log is still open
 * would notice the end of another, and what it does then would be judged.
 */
final class Stop implements Phase {
    private final Run run;
    private final long stoppedByNanos;

    private Stop(Run run, long now) {
        this.run = run;
        this.stoppedByNanos = now + MILLISECONDS.toNanos(run.budgets().stopMillis());
    }

    /** Stops every process that runs. */
    static Phase enter(Run run, long now) {
        Stop stop = new Stop(run, now);
        for (NodeState node : run.roster().all()) {
            stop.stop(node);
        }
        return stop;
    }

    /** A process whose start was requested earlier may come up only now. */
    @Override
    public void observe(long now, Observation in) {
        if (in instanceof Observation.Started it) {
            stop(run.roster().of(it.process()));
        }
    }

    private void stop(NodeState node) {
        if (node.life() == NodeState.Life.RUNNING && node.process() != null) {
            node.stopping();
            run.out().accept(new Action.Stop(node.process()));
        }
    }

    private void exitAll() {
        for (NodeState node : run.roster().all()) {
            if (node.life() == NodeState.Life.STOPPING && node.process() != null) {
                node.exiting();
                run.out().accept(new Action.Exit(node.process()));
            }
        }
    }

    @Override
    public Phase drive(long now) {
        List<String> notDown = run.roster().notDown();
        if (notDown.isEmpty()) {
            return Done.ended(run);
        }
        if (!run.roster().isAnyLogOpen()) {
            exitAll();
        }
        if (now >= stoppedByNanos) {
            return Done.failed(
                    run,
                    "nodes " + notDown + " did not stop within " + run.budgets().stopMillis() + " ms");
        }
        return this;
    }

    @Override
    public long deadline(long now) {
        return stoppedByNanos;
    }

    @Override
    public boolean isEnding() {
        return true;
    }
}
