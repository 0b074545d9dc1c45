package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.suites.ImplementationJar;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A live member without views runs like any other: its group is the list of nodes. */
@NeedsContainers
final class StaticGroupInContainersTest {
    private static final String MANIFEST = """
            {"format": "maat-implementation", "version": 1, "provider": "dev.maat.suites.containers.UdpMember$Provider",
             "implementations": [{"name": "udp-member", "version": "1", "deployments": ["containers"], "transports": ["udp"],
                                  "membership": "static", "claims": {"fifo": "reliable-fifo"}}]}
            """;

    @TempDir
    Path work;

    @Test
    void aLiveMemberOfAStaticGroupKeepsItsClaimThoughPacketsAreLostAndAMemberIsPaused() throws Exception {
        FaultPlan plan = new FaultPlan(
                List.of(
                        new PlannedFault(1, 500, 1_500L, new Fault.Loss(List.of(), 30), true),
                        new PlannedFault(2, 2_500, 1_000L, new Fault.Pause("n2"), false)),
                List.of());
        Scenario scenario = Scenario.of("udp-member", "reliable-fifo", "fifo", 3, 1, new Workload(60, 32, 600, 4_000))
                .withImplementation("udp-member", List.of("reliable-fifo"), Scenario.STATIC)
                .withDeployment("containers", "udp")
                .withBudgets(Budgets.DEFAULT)
                .withPlan(plan);
        Path folder = ImplementationJar.folder(work.resolve("implementation"), MANIFEST, List.of(UdpMember.class));
        try (HarnessRun run = HarnessRun.start(folder, scenario, work)) {
            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.HOLDS);
            System.out.println(run.output());
            assertThat(run.harnessLines().getFirst()).contains("\"membership\":\"static\"");
            assertThat(run.history()).doesNotContain("\"e\":\"view\"");
            run.requireThatEveryFaultBit(new FaultPlan(plan.faults().subList(0, 1), List.of()));
            Judgement judgement = run.judge();
            assertThat(judgement.verdict()).as("%s", judgement.reasons()).isEqualTo(Verdict.HOLDS);
            assertThat(judgement.property("agreement").applicable()).isGreaterThan(100);
            assertThat(Traces.of(run.pid())).isEmpty();
        }
    }
}
