package dev.maat.scenario.conductor.faults;

import dev.maat.faults.Casting;
import dev.maat.faults.PlannedFault;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.conductor.group.Roster;
import dev.maat.scenario.conductor.port.Observation;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Carries out the faults that wait for marks. Such a fault is not put off: its phase would be over. An occurrence at which it is
 * pointless or unaffordable, or at which no node plays its role, does not count, and the fault waits for the next one.
 */
final class MarkedFaults {
    private final MarkClock clock;
    private final MarkReader reader;
    private final Roles roles;
    private final Attempts attempts;
    private final FaultLines lines;
    private final IntSupplier extraIds;

    /**
     * @param seed of draws among the nodes that may play a role
     * @param extraIds gives an id to each further fall of a fault
     */
    MarkedFaults(
            List<PlannedFault> plan,
            SeedDraw seed,
            Roster roster,
            Attempts attempts,
            FaultLines lines,
            IntSupplier extraIds) {
        this.clock = new MarkClock(plan);
        this.reader = new MarkReader(roster);
        this.roles = new Roles(roster, seed);
        this.attempts = attempts;
        this.lines = lines;
        this.extraIds = extraIds;
    }

    void begin(long now) {
        clock.begin(now);
    }

    /** From now on no fault falls again; one that has not fallen has one more chance. */
    void endRepeats() {
        clock.endRepeats();
    }

    /** Whether a fault may fall due by an observation. */
    boolean awaits(Observation in) {
        String name = MarkReader.name(in);
        return name != null && clock.awaits(name);
    }

    /** The roster knows an observation. Returns whether a fault falls due by it, now or after a delay. */
    boolean noticed(long now, Observation in) {
        MarkSeen mark = awaits(in) ? reader.read(in) : null;
        return mark != null && clock.noticed(now, mark, roles::isBy);
    }

    /** Injects the faults that are due. */
    void drive(long now) {
        for (MarkClock.Sprung sprung : clock.take(now)) {
            attempt(now, sprung);
        }
    }

    private void attempt(long now, MarkClock.Sprung sprung) {
        PlannedFault planned = sprung.waiting().planned();
        Casting casting = new Casting(
                role -> roles.players(role, sprung.mark(), SeedDraw.mix(planned.id(), sprung.occurrence())));
        try {
            PlannedFault cast = planned.withFault(casting.cast(planned.fault()));
            PlannedFault falling = sprung.waiting().isFirst() ? cast : cast.withId(extraIds.getAsInt());
            lines.sprung(falling.id(), sprung);
            Attempt attempt = attempts.attempt(now, falling);
            if (attempt instanceof Attempt.Done) {
                clock.fell(sprung);
            } else {
                clock.missed(sprung, attempt.whyNot());
            }
        } catch (Casting.VacantException vacant) {
            clock.missed(sprung, String.valueOf(vacant.getMessage()));
        }
    }

    /** When the next fault falls due; {@code Long.MAX_VALUE}: at no known time. */
    long deadline() {
        return clock.deadline();
    }

    /** Whether no mark that was seen has a fault to come. */
    boolean isIdle() {
        return clock.isIdle();
    }

    /** Stops waiting; the faults that never fell are withheld. */
    void dropRest(long now) {
        for (MarkClock.Waiting never : clock.dropRest()) {
            lines.withheld(never.planned(), now, never.whyNever());
        }
    }
}
