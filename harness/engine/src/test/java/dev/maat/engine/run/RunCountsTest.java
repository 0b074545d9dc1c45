package dev.maat.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultReport;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.conductor.RunOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunCountsTest {
    private static final String HISTORY = """
            {"format":"maat-history","version":1,"implementation":"fake","claims":"atomic","nodes":["n1"]}
            {"p":"n1.0","t":1,"e":"start"}
            """;

    private static FaultReport fall(int id, boolean done, FaultEffect effect) {
        return new FaultReport(new PlannedFault(id, 100, null, new Fault.Kill("n1"), false), done, effect);
    }

    @Test
    void furtherFallsOfAFaultAreCountedApartSoThatPlannedIsDoneAndSkipped() {
        FaultEffect bite = FaultEffect.once("killed", "n1");
        List<FaultReport> faults = List.of(
                fall(1, true, FaultEffect.NOTHING),
                fall(2, false, FaultEffect.withheld("too late")),
                fall(1, true, bite),
                fall(3, true, bite),
                fall(1, true, bite),
                fall(1, false, FaultEffect.withheld("too late")));
        RunOutcome outcome = new RunOutcome(
                "complete", "", List.of(), List.of(), List.of(), faults, List.of(), List.of("n1"), true, true, 1, 1);

        RunCounts counts =
                RunCounts.of(Histories.parse(HISTORY), new DeploymentResult(outcome, "", new LinkedHashMap<>()), 3);

        assertThat(counts.faults()).isEqualTo(2);
        assertThat(counts.skipped()).isEqualTo(1);
        assertThat(counts.bites()).isEqualTo(2);
        assertThat(counts.furtherFalls()).isEqualTo(2);
    }
}
