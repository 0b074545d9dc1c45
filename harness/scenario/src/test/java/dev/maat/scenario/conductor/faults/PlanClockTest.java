package dev.maat.scenario.conductor.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanClockTest {
    private static final long SECOND = 1_000_000_000L;

    private final PlannedFault early = new PlannedFault(1, 1_000, null, new Fault.Kill("n1"), false);
    private final PlannedFault late = new PlannedFault(2, 3_000, null, new Fault.Kill("n2"), false);
    private final PlanClock clock = new PlanClock(new FaultPlan(List.of(late, early), List.of()).faults());

    @Test
    void noFaultFallsDueBeforeTheWorkloadBegins() {
        assertThat(clock.deadline()).isEqualTo(Long.MAX_VALUE);
        assertThat(clock.take(100 * SECOND)).isEmpty();
        assertThat(clock.isOver()).isFalse();
    }

    @Test
    void aFaultAtATimeFallsDueThatLongAfterTheWorkloadBegan() {
        clock.begin(10 * SECOND);

        assertThat(clock.deadline()).isEqualTo(11 * SECOND);
        assertThat(clock.take(11 * SECOND - 1)).isEmpty();
        assertThat(clock.take(11 * SECOND)).containsExactly(early);
        assertThat(clock.deadline()).isEqualTo(13 * SECOND);
    }

    @Test
    void faultsThatFellDueTogetherComeInTheOrderOfThePlan() {
        clock.begin(0);

        assertThat(clock.take(60 * SECOND)).containsExactly(early, late);
        assertThat(clock.isOver()).isTrue();
        assertThat(clock.deadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void droppedFaultsNeverFallDue() {
        clock.begin(0);
        clock.take(SECOND);
        clock.dropRest();

        assertThat(clock.isOver()).isTrue();
        assertThat(clock.take(60 * SECOND)).isEmpty();
    }

    @Test
    void theMomentOfATimeIsNeverLaterThanTheMaximumOfAPlan() {
        clock.begin(10 * SECOND);

        assertThat(clock.moment(12 * SECOND)).isEqualTo(new Moment.At(2_000));
        assertThat(clock.moment(7_200 * SECOND)).isEqualTo(new Moment.At(FaultPlan.MAX_MILLIS));
    }
}
