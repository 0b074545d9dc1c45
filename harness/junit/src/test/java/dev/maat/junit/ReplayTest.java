package dev.maat.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.scenario.Workload;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final PlannedFault LOSS = new PlannedFault(1, 100, 900L, new Fault.Loss(List.of(), 50), false);

    @TempDir
    Path results;

    @BeforeEach
    void writeIntoATemporaryFolder() {
        System.setProperty(Results.PROPERTY, results.toString());
    }

    @AfterEach
    void forgetTheFolder() {
        System.clearProperty(Results.PROPERTY);
    }

    private static Scenario scenario(String claim) {
        return Scenario.of("naive", claim, "fifo", 3, 1, new Workload(50, 32, 600, 1_000))
                .withImplementation("naive", List.of(claim), Scenario.STATIC)
                .withPlan(new FaultPlan(List.of(LOSS), List.of()));
    }

    @Test
    void aScenarioThatHoldsPasses() {
        Replay replay =
                Replay.of(ScenarioJson.write(scenario("delivery-integrity"))).provider(NaiveProvider.class);

        replay.assertHolds();
        assertThat(replay.run().judgement().property("delivery-integrity").atRisk())
                .isPositive();
    }

    @Test
    void aScenarioThatViolatesItsClaimFailsWithTheProperty() {
        Replay replay = Replay.of(scenario("agreement")).provider(NaiveProvider.class);

        assertThatThrownBy(replay::assertHolds)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("violated: agreement: ")
                .hasMessageContaining("report.html");
        assertThat(replay.run().judgement().verdict()).isEqualTo(Verdict.VIOLATED);
    }

    @Test
    void anImplementationThatIsNowhereIsNamedWithTheRemedy() {
        assertThatThrownBy(() -> Replay.of(scenario("agreement")).assertHolds())
                .hasMessageContaining("naive")
                .hasMessageContaining("implementations(...)");
    }
}
