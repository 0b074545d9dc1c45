package dev.maat.scenario.conductor.phases;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.scenario.conductor.port.Observation;

/** The workload runs under the fault plan. */
final class Safety implements Phase {
    private final Run run;
    private final long overNanos;

    private Safety(Run run, long now) {
        this.run = run;
        this.overNanos = now + MILLISECONDS.toNanos(run.scenario().workload().durationMillis());
    }

    /** Begins the workload and the plan. */
    static Phase enter(Run run, long now) {
        run.faults().begin(now);
        run.load().turn(true);
        return new Safety(run, now);
    }

    @Override
    public Phase drive(long now) {
        boolean isTimeOver = now >= overNanos;
        if (isTimeOver) {
            run.faults().endRepeats();
        }
        if (isTimeOver && run.faults().isPlanDone() && !run.roster().awaitsDeathOrStart()) {
            return Heal.enter(run, now);
        }
        run.tend(now);
        return this;
    }

    /** While no fault is put off: that is tried again with every observation. */
    @Override
    public boolean isUnmovedBy(long now, Observation in) {
        boolean isOfMessage = in instanceof Observation.Delivered
                || in instanceof Observation.Sent
                || in instanceof Observation.Failed;
        return isOfMessage && now < overNanos && !run.faults().isAnyPutOff();
    }

    /** Once its time is over it looks again and again, because no observation reports that the plan is done. */
    @Override
    public long deadline(long now) {
        return Math.min(run.nextDuty(now), overNanos > now ? overNanos : now + Run.LOOK_NANOS);
    }
}
