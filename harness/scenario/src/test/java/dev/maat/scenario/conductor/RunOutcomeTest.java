package dev.maat.scenario.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultReport;
import dev.maat.faults.PlannedFault;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunOutcomeTest {
    private static final FaultEffect BITE = FaultEffect.once("killed", "n1");

    private static FaultReport fall(int id, boolean mustBite, FaultEffect effect) {
        return new FaultReport(new PlannedFault(id, 100, null, new Fault.Kill("n1"), mustBite), true, effect);
    }

    private static List<Integer> withoutBite(FaultReport... faults) {
        RunOutcome outcome = new RunOutcome(
                "complete",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(faults),
                List.of(),
                List.of(),
                true,
                true,
                0,
                0);
        return outcome.withoutBite().stream().map(fault -> fault.planned().id()).toList();
    }

    @Test
    void aFaultOfWhichAnyFallHadAnEffectHadOne() {
        assertThat(withoutBite(fall(1, true, BITE), fall(1, true, FaultEffect.NOTHING)))
                .isEmpty();
        assertThat(withoutBite(
                        fall(1, true, FaultEffect.NOTHING), fall(1, true, BITE), fall(1, true, FaultEffect.NOTHING)))
                .isEmpty();
    }

    @Test
    void aFaultThatMustBiteAndNeverDidIsNamedOnce() {
        assertThat(withoutBite(
                        fall(1, true, FaultEffect.NOTHING),
                        fall(2, false, FaultEffect.NOTHING),
                        fall(1, true, FaultEffect.NOTHING),
                        fall(3, true, BITE)))
                .containsExactly(1);
    }
}
