package dev.maat.scenario.conductor.phases;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.faults.Fault;
import dev.maat.scenario.conductor.group.CoreChoice;
import java.util.List;

/** Faults are healed, and the nodes that run outside the core are cut off from it. */
final class Heal implements Phase {
    private static final int NO_CUT = 0;

    private final Run run;
    private final CoreChoice core;
    private final int cutId;
    private final long healedByNanos;

    private Heal(Run run, CoreChoice core, int cutId, long now) {
        this.run = run;
        this.core = core;
        this.cutId = cutId;
        this.healedByNanos = now + MILLISECONDS.toNanos(run.budgets().settleMillis());
    }

    /** Chooses the core and heals it. */
    static Phase enter(Run run, long now) {
        CoreChoice core = new CoreChoice(run.roster(), run.scenario().plan().outside());
        run.chose(core);
        if (!core.hasQuorum()) {
            run.remark("the core holds no quorum of the newest view, so only safety is judged");
        }
        run.faults().healAll(now);
        int cutId = NO_CUT;
        if (!core.cutOff().isEmpty() && !core.core().isEmpty()) {
            cutId = run.faults().extra(now, new Fault.Partition(List.of(core.core(), core.cutOff())));
        }
        return new Heal(run, core, cutId, now);
    }

    @Override
    public Phase drive(long now) {
        if (run.faults().isIdleExcept(cutId)) {
            return new Settle(run, core, now);
        }
        if (now >= healedByNanos) {
            return Done.failed(
                    run, "faults were not healed within " + run.budgets().settleMillis() + " ms");
        }
        run.tend(now);
        return this;
    }

    @Override
    public long deadline(long now) {
        return Math.min(run.nextDuty(now), now + Run.LOOK_NANOS);
    }
}
