package dev.maat.scenario.conductor.faults;

import static java.util.concurrent.TimeUnit.MICROSECONDS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.maat.faults.Fault;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiPredicate;

/** Knows when the faults fall due that wait for a mark. No mark counts before the workload has begun. */
final class MarkClock {
    private final List<Waiting> waiting = new ArrayList<>();
    private final List<Sprung> sprung = new ArrayList<>();
    private boolean begun;
    private long beganNanos;
    private boolean repeats = true;

    /** A fault that waits for its mark, or for a further one. */
    static final class Waiting {
        private final PlannedFault planned;
        private final Moment.OnMark when;
        private int seen;
        private int underway;
        private int fallen;
        private boolean hadLastChance;
        private String lastMiss = "";

        Waiting(PlannedFault planned, Moment.OnMark when) {
            this.planned = planned;
            this.when = when;
        }

        PlannedFault planned() {
            return planned;
        }

        /** Whether no occurrence has brought the fault so far. */
        boolean isFirst() {
            return fallen == 0;
        }

        boolean isDone() {
            return fallen >= when.times();
        }

        /** Whether an occurrence of its mark brings the fault, or brings it once more. */
        boolean isToFall(boolean repeats) {
            int falls = fallen + underway;
            return seen >= when.nth()
                    && falls < when.times()
                    && (repeats || startsNode() || (falls == 0 && !hadLastChance));
        }

        private boolean startsNode() {
            return planned.fault() instanceof Fault.Join;
        }

        /** The reason why the fault never fell. */
        String whyNever() {
            String moment = (when.ends() ? "the end of '" : "'") + when.mark() + "'"
                    + (when.by().isEmpty() ? "" : " at " + when.by());
            if (seen < when.nth()) {
                return "its moment never came: " + moment + " was seen " + seen + " of " + when.nth() + " times";
            }
            return moment + " was seen " + seen + " times; the last time "
                    + (lastMiss.isEmpty() ? "the plan ended before the fault" : lastMiss);
        }
    }

    /**
     * The mark of a fault was seen, and the fault falls due.
     *
     * @param occurrence how often the mark had been seen then
     */
    record Sprung(Waiting waiting, MarkSeen mark, int occurrence, long atNanos) {}

    MarkClock(List<PlannedFault> plan) {
        for (PlannedFault planned : plan) {
            if (planned.moment() instanceof Moment.OnMark when) {
                waiting.add(new Waiting(planned, when));
            }
        }
    }

    void begin(long now) {
        begun = true;
        beganNanos = now;
    }

    /**
     * From now on no fault falls again, and one that has not fallen has one more chance. A fault that brings its own mark, such as a death
     * at each view, would fall for ever, and one that misses each time would be tried for ever. A node that is started at the end of its
     * process ends nothing: it goes on coming back.
     */
    void endRepeats() {
        repeats = false;
    }

    /** Whether a fault waits for a mark of this name. */
    boolean awaits(String mark) {
        for (Waiting fault : waiting) {
            if (fault.when.mark().equals(mark)) {
                return begun;
            }
        }
        return false;
    }

    /**
     * A process has come to a mark.
     *
     * @param isBy whether the process of a mark is the one that a moment names
     * @return whether a fault falls due by it
     */
    boolean noticed(long now, MarkSeen mark, BiPredicate<MarkSeen, String> isBy) {
        boolean any = false;
        for (Waiting fault : waiting) {
            Moment.OnMark when = fault.when;
            boolean meant = begun
                    && when.mark().equals(mark.mark())
                    && when.ends() == mark.ends()
                    && now - beganNanos >= MILLISECONDS.toNanos(when.notBeforeMillis())
                    && (when.by().isEmpty() || isBy.test(mark, when.by()));
            if (!meant) {
                continue;
            }
            fault.seen++;
            if (fault.isToFall(repeats)) {
                fault.underway++;
                fault.hadLastChance = !repeats;
                sprung.add(new Sprung(fault, mark, fault.seen, now + MICROSECONDS.toNanos(when.delayMicros())));
                any = true;
            }
        }
        return any;
    }

    /** Takes out the faults that have fallen due by now. */
    List<Sprung> take(long now) {
        if (sprung.isEmpty()) {
            return List.of();
        }
        List<Sprung> due = new ArrayList<>();
        for (Iterator<Sprung> all = sprung.iterator(); all.hasNext(); ) {
            Sprung next = all.next();
            if (next.atNanos <= now) {
                all.remove();
                due.add(next);
            }
        }
        return due;
    }

    /** When the next fault falls due; {@code Long.MAX_VALUE}: at no known time. */
    long deadline() {
        long next = Long.MAX_VALUE;
        for (Sprung due : sprung) {
            next = Math.min(next, due.atNanos);
        }
        return next;
    }

    /** Whether no mark that was seen has a fault to come. */
    boolean isIdle() {
        return sprung.isEmpty();
    }

    /** The fault was injected. */
    void fell(Sprung due) {
        due.waiting.underway--;
        due.waiting.fallen++;
        if (due.waiting.isDone()) {
            waiting.remove(due.waiting);
        }
    }

    /** The occurrence does not count: the fault waits for the next one. */
    void missed(Sprung due, String why) {
        due.waiting.underway--;
        due.waiting.lastMiss = why;
    }

    /** Stops waiting; returns the faults that never fell. */
    List<Waiting> dropRest() {
        List<Waiting> never = new ArrayList<>();
        for (Waiting fault : waiting) {
            if (fault.isFirst()) {
                never.add(fault);
            }
        }
        waiting.clear();
        sprung.clear();
        return never;
    }
}
