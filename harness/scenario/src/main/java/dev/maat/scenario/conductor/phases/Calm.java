package dev.maat.scenario.conductor.phases;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.scenario.conductor.group.CoreChoice;
import dev.maat.scenario.conductor.group.NodeState;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends the run in good order, once enough was seen. Faults are healed first, so that their lines say whether they bit. Then logs
 * are closed, so that a line missing from them proves something.
 *
 * <p>It waits until every heal has ended: stopping a process during a heal could unpause its node twice, or lose the counters of its
 * rules.
 */
public final class Calm implements Phase {
    private final Run run;
    private final long calmByNanos;

    private Calm(Run run, long now) {
        this.run = run;
        this.calmByNanos = now + MILLISECONDS.toNanos(run.budgets().settleMillis());
    }

    /** Stops the load and ends the plan. */
    public static Phase enter(Run run, long now, String why) {
        run.load().turn(false);
        run.recorder().stoppedEarly(why);
        run.faults().endPlan(now);
        return new Calm(run, now);
    }

    /** The time limit of the run is over: it ends, by time-out. */
    static Phase overTime(Run run, long now, String phase) {
        run.timedOut();
        CoreChoice core = run.core();
        List<NodeState> nodes = new ArrayList<>();
        if (core == null) {
            run.roster().all().forEach(nodes::add);
        } else {
            nodes.addAll(core.nodes());
        }
        run.stoodStill(Standstill.explain(nodes));
        String why = "the time limit of the run, "
                + Standstill.seconds(MILLISECONDS.toNanos(run.scenario().timeLimitMillis())) + ", was reached in the "
                + phase;
        run.remark(why);
        return enter(run, now, why);
    }

    @Override
    public Phase drive(long now) {
        run.faults().drive(now);
        return run.faults().isIdle() || now >= calmByNanos ? Stop.enter(run, now) : this;
    }

    @Override
    public long deadline(long now) {
        return Math.min(run.faults().deadline(now), now + Run.LOOK_NANOS);
    }

    @Override
    public boolean isEnding() {
        return true;
    }
}
