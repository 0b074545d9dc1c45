package dev.maat.scenario.conductor.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.maat.faults.FaultPlan;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Knows when the planned faults fall due that have a time: they wait in a queue in order of time. {@link MarkClock} knows the others.
 * No fault falls due before the workload has begun.
 */
final class PlanClock {
    private final ArrayDeque<PlannedFault> atTimes = new ArrayDeque<>();
    private boolean begun;
    private long beganNanos;

    /**
     * @param plan in the order of a {@link FaultPlan}
     */
    PlanClock(List<PlannedFault> plan) {
        for (PlannedFault planned : plan) {
            if (planned.moment() instanceof Moment.At) {
                atTimes.add(planned);
            }
        }
    }

    /** The workload begins. */
    void begin(long now) {
        begun = true;
        beganNanos = now;
    }

    /** Takes out the faults that have fallen due by now, in the order of the plan. */
    List<PlannedFault> take(long now) {
        List<PlannedFault> due = new ArrayList<>();
        while (deadline() <= now) {
            due.add(atTimes.remove());
        }
        return due;
    }

    /** When the next fault falls due; {@code Long.MAX_VALUE}: at no known time. */
    long deadline() {
        if (!begun || atTimes.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return beganNanos + MILLISECONDS.toNanos(atTimes.element().moment().earliestMillis());
    }

    /** Whether every fault has fallen due or was dropped. */
    boolean isOver() {
        return atTimes.isEmpty();
    }

    /** Drops all faults that have not fallen due. */
    void dropRest() {
        atTimes.clear();
    }

    /** The present as a moment of a plan, or the last such moment if it is later than that. */
    Moment moment(long now) {
        long millis = begun ? NANOSECONDS.toMillis(now - beganNanos) : 0;
        return new Moment.At(Math.min(millis, FaultPlan.MAX_MILLIS));
    }
}
