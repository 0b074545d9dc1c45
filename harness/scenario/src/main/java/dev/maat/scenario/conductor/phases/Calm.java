package dev.maat.scenario.conductor.phases;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

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
