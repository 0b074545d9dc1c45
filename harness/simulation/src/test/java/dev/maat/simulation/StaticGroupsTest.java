package dev.maat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.NetworkModel;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups without views: their processes are the first ones of all nodes, or, where nodes resume, all of them. */
class StaticGroupsTest {
    private static final NetworkModel PERFECT = new NetworkModel(100, 400, 0, 0, 0, 200, 2_000);
    private static final Budgets SHORT = new Budgets(5_000, 0, 2_000, 500, 5_000, 5_000);
    private static final CoreFactory VIEWLESS = options -> new NaiveBroadcast(false);
    private static final CoreFactory LOG = options -> new ReplicatedLog(true);

    private static Scenario scenario(String recovery, Fault... faults) {
        List<PlannedFault> planned = new ArrayList<>();
        for (Fault fault : faults) {
            planned.add(new PlannedFault(planned.size() + 1, 500 + 500L * planned.size(), null, fault, true));
        }
        return Scenario.of("fake", "total-order-broadcast", "total", 4, 1, new Workload(100, 32, 1_000, 3_000))
                .withImplementation("fake", List.of("total-order-broadcast"), Scenario.STATIC, recovery)
                .withNetwork(PERFECT)
                .withBudgets(SHORT)
                .withPlan(new FaultPlan(planned, List.of()));
    }

    private static Judgement judge(Recorded recorded) {
        StringBuilder whole = new StringBuilder(recorded.texts().get("harness"));
        recorded.texts().forEach((name, text) -> whole.append(name.equals("harness") ? "" : text));
        return Judge.judge(Histories.parse(whole.toString()));
    }

    @Test
    void theWorkloadRunsAndEveryEndIsDeliveredThoughNoViewIsEverInstalled() {
        Recorded recorded = new Recorded();
        Scenario scenario =
                scenario(Scenario.NO_RECOVERY).withImplementation("fake", List.of("reliable"), Scenario.STATIC);
        SimulationResult result = Simulation.run(scenario, VIEWLESS, recorded);

        assertThat(result.outcome().end()).isEqualTo("complete");
        assertThat(result.outcome().settled()).isTrue();
        assertThat(recorded.lines("harness").getFirst())
                .contains("\"membership\":\"static\"")
                .doesNotContain("recovery");
        assertThat(recorded.lines("n1.0", "\"e\":\"view\"")).isEmpty();
        assertThat(recorded.lines("n1.0", "\"e\":\"sent\"")).hasSizeGreaterThan(20);
        Judgement judgement = judge(recorded);
        assertThat(judgement.exitCode()).as(judgement.reasons().toString()).isZero();
        assertThat(judgement.property("agreement").applicable()).isGreaterThan(50);
        assertThat(judgement.property("self-inclusion").verdict()).isEqualTo(Verdict.INAPPLICABLE);
    }

    @Test
    void aDeadMemberLeavesTheOthersAsTheCore() {
        Recorded recorded = new Recorded();
        SimulationResult result = Simulation.run(scenario(Scenario.NO_RECOVERY, new Fault.Kill("n3")), LOG, recorded);

        assertThat(result.outcome().core()).containsExactly("n1", "n2", "n4");
        assertThat(result.outcome().settled()).isTrue();
        Judgement judgement = judge(recorded);
        assertThat(judgement.verdict()).as(judgement.reasons().toString()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void aRestartedProcessOfAGroupThatDoesNotResumeIsCutOffAndNothingIsAskedOfIt() {
        Recorded recorded = new Recorded();
        SimulationResult result =
                Simulation.run(scenario(Scenario.NO_RECOVERY, new Fault.Restart("n3", 200)), LOG, recorded);

        assertThat(result.outcome().core()).containsExactly("n1", "n2", "n4");
        assertThat(recorded.lines("n3.1", "\"e\":\"send\"")).isEmpty();
        assertThat(recorded.lines("harness", "\"kind\":\"partition\""))
                .singleElement()
                .asString()
                .contains("[[\"n1\",\"n2\",\"n4\"],[\"n3\"]]");
        Judgement judgement = judge(recorded);
        assertThat(judgement.verdict()).as(judgement.reasons().toString()).isEqualTo(Verdict.HOLDS);
    }

    @Test
    void whereNodesResumeARestartedProcessIsOfTheCoreAndItsSecondDeliveriesAreNoDuplicates() {
        Recorded recorded = new Recorded();
        SimulationResult result =
                Simulation.run(scenario(Scenario.RESUME, new Fault.Restart("n3", 200)), LOG, recorded);

        assertThat(result.outcome().core()).containsExactly("n1", "n2", "n3", "n4");
        assertThat(recorded.lines("harness").getFirst()).contains("\"recovery\":\"resume\"");
        assertThat(recorded.lines("n3.1", "\"e\":\"send\"")).isNotEmpty();
        Judgement judgement = judge(recorded);
        assertThat(judgement.verdict()).as(judgement.reasons().toString()).isEqualTo(Verdict.HOLDS);
        assertThat(judgement.property("no-duplication").verdict()).isNotEqualTo(Verdict.VIOLATED);
    }

    @Test
    void aNodeThatResumesAndSkipsWhatItMissedViolatesAgreement() {
        Recorded recorded = new Recorded();
        Simulation.run(
                scenario(Scenario.RESUME, new Fault.Restart("n3", 200)), options -> new ReplicatedLog(false), recorded);

        Judgement judgement = judge(recorded);
        assertThat(judgement.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(judgement.property("agreement").verdict()).isEqualTo(Verdict.VIOLATED);
    }
}
