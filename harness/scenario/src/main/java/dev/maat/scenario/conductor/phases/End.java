package dev.maat.scenario.conductor.phases;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.scenario.conductor.group.CoreChoice;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.load.EndMessages;
import dev.maat.scenario.conductor.port.Observation;
import java.util.List;

/** Each core process multicasts an END message, and each delivers the END of each. Here liveness is judged. */
final class End implements Phase {
    /** The run goes on for this time after the last delivery of an END, for later events: stability, returns of sends. */
    private static final long LINGER_NANOS = MILLISECONDS.toNanos(300);

    private static final long MILLI = MILLISECONDS.toNanos(1);

    private final Run run;
    private final List<NodeState> core;
    private final EndMessages ends;
    private long lastProgressNanos;
    private long lingerUntilNanos = Long.MAX_VALUE;

    End(Run run, CoreChoice core, long now) {
        this.run = run;
        this.core = core.nodes();
        this.ends = new EndMessages(this.core, run.load());
        this.lastProgressNanos = now;
    }

    @Override
    public void observe(long now, Observation in) {
        switch (in) {
            case Observation.Installed it -> {
                if (run.roster().of(it.process()).isProcess(it.process())) {
                    progressed(now, it.process());
                }
            }
            case Observation.Sent it -> progressed(now, it.process());
            case Observation.Failed it -> {
                progressed(now, it.process());
                ends.failed(now, it.process(), it.number());
            }
            case Observation.Delivered it -> {
                progressed(now, it.process());
                ends.delivered(it.process(), it.messageId());
            }
            default -> {}
        }
    }

    private void progressed(long now, String process) {
        if (core.contains(run.roster().of(process))) {
            lastProgressNanos = now;
        }
    }

    @Override
    public Phase drive(long now) {
        run.tend(now);
        ends.drive(now, run.out());
        if (!ends.areDeliveredEverywhere()) {
            lingerUntilNanos = Long.MAX_VALUE;
            if (now >= progressByNanos()) {
                run.timedOut();
                return Stop.enter(run, now);
            }
            return this;
        }
        if (lingerUntilNanos == Long.MAX_VALUE) {
            lingerUntilNanos = now + LINGER_NANOS;
        }
        return now >= lingerUntilNanos ? Stop.enter(run, now) : this;
    }

    private long progressByNanos() {
        return lastProgressNanos + MILLISECONDS.toNanos(run.budgets().progressMillis());
    }

    @Override
    public long deadline(long now) {
        long own = Math.min(lingerUntilNanos, Math.max(now + MILLI, progressByNanos()));
        return Math.min(Math.min(run.nextDuty(now), ends.deadline()), own);
    }
}
