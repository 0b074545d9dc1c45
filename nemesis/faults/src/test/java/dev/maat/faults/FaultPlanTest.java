package dev.maat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
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
    void halfOfThePartitionsRefuseConnectionsAndTheDrawChangesNothingElse() {
        List<PlannedFault> faults = new ArrayList<>(List.of(kill(1, 10)));
        Fault cut = new Fault.Partition(List.of(List.of("n1"), List.of("n2")));
        for (int id = 2; id <= 101; id++) {
            faults.add(new PlannedFault(id, 20, 30L, cut, true));
        }
        FaultPlan plan = new FaultPlan(faults, List.of("n3"));

        FaultPlan drawn = plan.refusingConnections(7);

        assertThat(drawn).isEqualTo(plan.refusingConnections(7)).isNotEqualTo(plan.refusingConnections(8));
        assertThat(drawn.faults().stream()
                        .filter(one -> one.fault() instanceof Fault.Partition each && each.refusesConnections()))
                .hasSizeBetween(30, 70);
        assertThat(drawn.faults().get(0)).isEqualTo(kill(1, 10));
        assertThat(drawn.faults().get(1).forMillis()).isEqualTo(30);
        assertThat(drawn.outside()).containsExactly("n3");
    }

    @Test
    void aMomentLaterThanAnHourIsRefused() {
        assertThat(new Moment.At(FaultPlan.MAX_MILLIS).earliestMillis()).isEqualTo(3_600_000);
        assertThatThrownBy(() -> new Moment.At(FaultPlan.MAX_MILLIS + 1)).hasMessageContaining("atMillis");
        assertThatThrownBy(() -> new Moment.At(-1)).hasMessageContaining("from 0 to 3600000 ms, not -1");
    }
}
