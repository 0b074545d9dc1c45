package dev.maat.scenario.conductor.phases;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.scenario.conductor.group.CoreChoice;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.group.Receipts;
import dev.maat.scenario.conductor.load.EndMessages;
import dev.maat.scenario.conductor.port.Observation;
import dev.maat.scenario.conductor.port.ObservedLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Each core process multicasts an END message, and each delivers the END of each. Here liveness is judged. Where an order lets an END
 * overtake messages, those are waited for as well.
 */
final class End implements Phase {
    /** The run goes on for this time after the last delivery of an END, for later events: stability, returns of sends. */
    private static final long LINGER_NANOS = MILLISECONDS.toNanos(300);

    /** Messages that an END has overtaken are waited for while no more time than this passes between deliveries. */
    private static final long OVERTAKEN_NANOS = MILLISECONDS.toNanos(5_000);

    private final Run run;
    private final List<NodeState> core;
    private final EndMessages ends;
    private long lastProgressNanos;
    private long lastDeliveryNanos;
    private boolean waitsForOvertaken;
    private boolean saidInVain;
    private long lingerUntilNanos = Long.MAX_VALUE;
    private boolean isOverTime;
    /** The processes of the core when the time limit was reached. */
    private final Set<String> waitedFor = new TreeSet<>();

    private long overTimeDeliveries;
    private long maxOverTimeDeliveries;

    End(Run run, CoreChoice core, long now) {
        this.run = run;
        this.core = core.nodes();
        this.ends = new EndMessages(this.core, run.load());
        this.lastProgressNanos = now;
        this.lastDeliveryNanos = now;
    }

    @Override
    public void observe(long now, Observation in) {
        switch (in) {
            case Observation.Installed it -> {
                if (!isOverTime && run.roster().of(it.process()).isProcess(it.process())) {
                    progressed(now, it.process());
                }
            }
            case Observation.Sent it -> progressed(now, it.process());
            case Observation.Failed it -> {
                progressed(now, it.process());
                ends.failed(now, it.process(), it.number());
            }
            case Observation.Delivered it -> {
                lastDeliveryNanos = now;
                boolean isNewEnd = ends.delivered(it.process(), it.messageId());
                boolean isAwaitedEnd = isNewEnd && (!isOverTime || waitedFor.contains(senderOf(it.messageId())));
                if (isAwaitedEnd || !isOverTime || ++overTimeDeliveries <= maxOverTimeDeliveries) {
                    progressed(now, it.process());
                }
            }
            default -> {}
        }
    }

    /**
     * ENDs that were invoked must have the whole of their budget, or a slow group would be called a stuck one. But past the time
     * limit only progress that ends some time counts: views, processes that start again and again, and deliveries beyond the number of
     * messages there are, do not.
     */
    @Override
    public Phase overTime(Run sameRun, long now) {
        if (!isOverTime) {
            isOverTime = true;
            core.stream().map(NodeState::process).filter(Objects::nonNull).forEach(waitedFor::add);
            maxOverTimeDeliveries =
                    (long) run.load().invoked() * run.scenario().nodes().size();
            run.remark("the time limit of the run was reached while END messages are outstanding;"
                    + " from here on only their progress is waited for");
        }
        return this;
    }

    /** A log that is closed while an END is on its way would accuse the group of never delivering it. */
    @Override
    public Phase enoughSeen(Run sameRun, long now, String why) {
        return this;
    }

    private static String senderOf(String messageId) {
        return messageId.substring(0, Math.max(0, messageId.lastIndexOf(':')));
    }

    private void progressed(long now, String process) {
        boolean counts = !isOverTime || waitedFor.contains(process);
        if (counts && core.contains(run.roster().of(process))) {
            lastProgressNanos = now;
        }
    }

    @Override
    public Phase drive(long now) {
        run.tend(now);
        ends.drive(now, run.out());
        if (!ends.areDeliveredEverywhere()) {
            waitsForOvertaken = false;
            lingerUntilNanos = Long.MAX_VALUE;
            if (now >= progressByNanos() && !awaitsUnblock(now)) {
                run.timedOut();
                List<String> why = new ArrayList<>(ends.explainMissing(Standstill::seconds));
                why.addAll(Standstill.explain(core));
                run.stoodStill(why);
                return Stop.enter(run, now);
            }
            return this;
        }
        waitsForOvertaken = awaitsOvertaken(now);
        if (waitsForOvertaken) {
            lingerUntilNanos = Long.MAX_VALUE;
            return this;
        }
        if (lingerUntilNanos == Long.MAX_VALUE) {
            lingerUntilNanos = now + LINGER_NANOS;
        }
        return now >= lingerUntilNanos ? Stop.enter(run, now) : this;
    }

    /** As long as further deliveries come: a message that is lost must not hold up the run for long, and its checkers find it. */
    private boolean awaitsOvertaken(long now) {
        if (isOverTime || !Receipts.isAnyMissing(core)) {
            return false;
        }
        boolean waits = now < lastDeliveryNanos + OVERTAKEN_NANOS;
        if (!waits && !saidInVain) {
            saidInVain = true;
            run.remark("messages that END messages have overtaken did not come within "
                    + Standstill.seconds(OVERTAKEN_NANOS) + " of the last delivery");
        }
        return waits;
    }

    /**
     * A block that has just begun may end, as in a group whose flushes fail and begin again, and a log that is closed during it would
     * accuse its process of staying blocked. So the run goes on while a core process is blocked that was not so a whole budget ago, but for
     * no longer than that budget.
     */
    private boolean awaitsUnblock(long now) {
        long budgetNanos = MILLISECONDS.toNanos(run.budgets().progressMillis());
        return now < progressByNanos() + budgetNanos
                && core.stream()
                        .filter(NodeState::isUp)
                        .map(node -> node.signs().phases().get(ObservedLines.BLOCKED))
                        .filter(Objects::nonNull)
                        .anyMatch(since -> now - since < budgetNanos);
    }

    private long progressByNanos() {
        return lastProgressNanos + MILLISECONDS.toNanos(run.budgets().progressMillis());
    }

    @Override
    public long deadline(long now) {
        long until = waitsForOvertaken ? lastDeliveryNanos + OVERTAKEN_NANOS : progressByNanos();
        long own = Math.min(lingerUntilNanos, now < until ? until : now + Run.LOOK_NANOS);
        return Math.min(Math.min(run.nextDuty(now), ends.deadline()), own);
    }
}
