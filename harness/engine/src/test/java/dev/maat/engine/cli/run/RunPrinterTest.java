package dev.maat.engine.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.run.RunCounts;
import dev.maat.faults.FaultPlan;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunPrinterTest {
    @Test
    void furtherFallsArePrintedApartWhereThereAreSome() {
        assertThat(RunPrinter.counts(new RunCounts(0, 0, 0, 0, 0, 65, 19, 46, 42, 1)))
                .endsWith("65 faults planned, 46 done, 42 with an effect, 19 skipped, 1 further fall");
        assertThat(RunPrinter.counts(new RunCounts(0, 0, 0, 0, 0, 65, 19, 46, 42, 1_200)))
                .endsWith("19 skipped, 1,200 further falls");
        assertThat(RunPrinter.counts(new RunCounts(0, 0, 0, 0, 0, 65, 19, 46, 42, 0)))
                .endsWith("19 skipped");
    }

    @Test
    void theNodesThatStayOutsideTheCoreAreNamedBeforeTheRun() {
        Scenario scenario = Scenario.of("fake", "agreement", "total", 3, 1, Workload.of(10, 1_000));

        assertThat(RunPrinter.outside(scenario)).isEmpty();
        assertThat(RunPrinter.outside(scenario.withPlan(new FaultPlan(List.of(), List.of("n3")))))
                .isEqualTo("; when all are healed, n3 stays outside the core");
    }

    private static String quorum(String claim, FaultPlan plan) {
        return RunPrinter.quorum(Scenario.of("fake", claim, "total", 3, 1, Workload.of(10, 1_000))
                .withPlan(plan));
    }

    @Test
    void aRunThatMayLoseItsQuorumSaysSoAndWhetherSafetyAloneIsClaimed() {
        assertThat(quorum("agreement", FaultPlan.NONE)).isEmpty();
        assertThat(quorum("no-duplication", FaultPlan.NONE.losingQuorum()))
                .isEqualTo("; the group may lose its quorum: safety only");
        assertThat(quorum("agreement", FaultPlan.NONE.losingQuorum())).isEqualTo("; the group may lose its quorum");
        assertThat(quorum("atomic", FaultPlan.NONE.losingQuorum())).isEqualTo("; the group may lose its quorum");
    }
}
