package dev.maat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static PlannedFault kill(int id, long atMillis) {
        return new PlannedFault(id, atMillis, null, new Fault.Kill("n1"), false);
    }

    @Test
    void aPlanIsSortedByMomentThenId() {
        FaultPlan plan = new FaultPlan(List.of(kill(3, 20), kill(2, 10), kill(1, 20)), List.of());

        assertThat(plan.faults()).containsExactly(kill(2, 10), kill(1, 20), kill(3, 20));
    }

    @Test
    void twoFaultsOfAPlanCannotShareAnId() {
        assertThatThrownBy(() -> new FaultPlan(List.of(kill(1, 10), kill(1, 20)), List.of()))
                .hasMessageContaining("id 1");
    }

    @Test
    void aMomentLaterThanAnHourIsRefused() {
        assertThat(new Moment.At(FaultPlan.MAX_MILLIS).earliestMillis()).isEqualTo(3_600_000);
        assertThatThrownBy(() -> new Moment.At(FaultPlan.MAX_MILLIS + 1)).hasMessageContaining("atMillis");
        assertThatThrownBy(() -> new Moment.At(-1)).hasMessageContaining("from 0 to 3600000 ms, not -1");
    }
}
