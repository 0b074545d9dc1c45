package dev.maat.scenario.conductor.phases;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.faults.Fault;
import dev.maat.scenario.conductor.group.CoreChoice;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.port.Observation;

/**
 * The load goes on until the core is in one view of exactly its members. Then it stops, and the core must stay at rest for a while.
 * A static group is in its implicit view all the time, so there the load stops at once.
 */
final class Settle implements Phase {
    private final Run run;
    private final CoreChoice core;
    private final long settledByNanos;
    private long lastViewNanos;
    private long restSinceNanos;

    Settle(Run run, CoreChoice core, long now) {
        this.run = run;
        this.core = core;
        this.settledByNanos = now + MILLISECONDS.toNanos(run.budgets().settleMillis());
        this.lastViewNanos = now;
        this.restSinceNanos = now;
    }

    @Override
    public void observe(long now, Observation in) {
        switch (in) {
            case Observation.Installed it
            when isCurrent(it.process()) -> {
                lastViewNanos = now;
                restSinceNanos = now;
            }
            case Observation.Exited it when isCurrent(it.process()) -> restSinceNanos = now;
            case Observation.Suspected it -> restSinceNanos = now;
            case Observation.Excluded it -> restSinceNanos = now;
            default -> {}
        }
    }

    private boolean isCurrent(String process) {
        return run.roster().of(process).isProcess(process);
    }

    @Override
    public Phase drive(long now) {
        run.tend(now);
        boolean underLoad = run.load().isOn();
        boolean atRest = core.isAtRest(underLoad);
        boolean settled = atRest
                && !underLoad
                && hasPassed(now, restSinceNanos, run.budgets().settledMillis());
        run.settled(settled);
        if (atRest && underLoad) {
            run.load().turn(false);
            restSinceNanos = now;
        } else if (!atRest) {
            restSinceNanos = now;
        }
        boolean stuck = hasPassed(now, lastViewNanos, run.budgets().progressMillis());
        if (settled || stuck || now >= settledByNanos) {
            run.load().turn(false);
            if (!settled) {
                run.stoodStill(Standstill.explain(core.nodes()));
            }
            killStragglers(now);
            return Probe.enter(run, core);
        }
        return this;
    }

    private static boolean hasPassed(long now, long sinceNanos, long millis) {
        return now - sinceNanos >= MILLISECONDS.toNanos(millis);
    }

    /** Nodes outside the core must be down or cut off from it, or liveness cannot be judged. */
    private void killStragglers(long now) {
        for (NodeState node : core.stragglers()) {
            if (node.life() == NodeState.Life.RUNNING) {
                run.faults().extra(now, new Fault.Kill(node.name()));
            }
        }
    }

    @Override
    public long deadline(long now) {
        return Math.min(run.nextDuty(now), now + Run.LOOK_NANOS);
    }
}
