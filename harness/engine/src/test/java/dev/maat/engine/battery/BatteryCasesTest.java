package dev.maat.engine.battery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.ExitCode;
import dev.maat.faults.FaultKind;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatteryCasesTest {
    private static final int SITUATIONS = 25;

    @TempDir
    Path temp;

    private static BatteryTarget target(String membership, String deployment, String ordering) {
        SequencedMap<String, SequencedMap<String, List<String>>> claims = new LinkedHashMap<>();
        SequencedMap<String, List<String>> plain = new LinkedHashMap<>();
        plain.put(Implementation.PLAIN, List.of("reliable-fifo"));
        claims.put(ordering, plain);
        Implementation implementation = new Implementation(
                "some",
                "1",
                List.of(deployment),
                List.of("udp"),
                membership,
                "none",
                claims,
                List.of(),
                new Program.Provider("none"),
                Path.of("none"));
        return new BatteryTarget(
                implementation, deployment, deployment.equals("simulation"), "udp", ordering, "plain", null, "test");
    }

    @Test
    void everySituationOfTheCatalogueIsThereWithTheSituationThatItMustReach() {
        assertThat(Battery.cases().stream().map(BatteryCase::number))
                .containsAll(IntStream.rangeClosed(1, SITUATIONS).boxed().toList());
        assertThat(Battery.cases()).extracting(BatteryCase::name).doesNotHaveDuplicates();
        for (BatteryCase each : Battery.cases()) {
            assertThat(each.template() == null ? each.absent() : each.reachWords())
                    .as(each.name())
                    .isNotEmpty();
        }
    }

    @Test
    void aStaticGroupIsToldWhichCasesAreNotForItAndWhy() {
        BatteryTarget target = target("static", "simulation", "fifo");

        assertThat(Battery.named("even-split-4").notFor(target, Simulation.capabilities("udp")))
                .hasValueSatisfying(why -> assertThat(why).contains("static").contains("views"));
        assertThat(Battery.named("slow-receiver").notFor(target, Simulation.capabilities("udp")))
                .isEmpty();
    }

    @Test
    void aDeploymentThatCannotInjectAFaultOfACaseIsNamedWithTheReason() {
        BatteryTarget target = target("primary", "simulation", "fifo");

        assertThat(Battery.named("stale-control-packets").notFor(target, Simulation.capabilities("tcp")))
                .hasValueSatisfying(why -> assertThat(why).contains("reorder").contains("TCP"));
        assertThat(Battery.named("clock-drift")
                        .notFor(target("primary", "containers", "fifo"), Simulation.capabilities("udp")))
                .hasValueSatisfying(why -> assertThat(why).contains("simulation"));
    }

    @Test
    void theSequencersDeathIsACaseOfTotalOrderAlone() {
        assertThat(Battery.named("sequencer-dies")
                        .notFor(target("primary", "simulation", "causal"), Simulation.capabilities("udp")))
                .hasValueSatisfying(why -> assertThat(why).contains("total order"));
        assertThat(Battery.named("sequencer-dies")
                        .notFor(target("primary", "simulation", "total"), Simulation.capabilities("udp")))
                .isEmpty();
    }

    @Test
    void aCaseThatMayLoseTheQuorumClaimsSafetyAlone() {
        Scenario scenario =
                Battery.named("shrink-5-4-3-2-first-dies").scenario(target("primary", "simulation", "fifo"), 7);

        assertThat(scenario.claims()).contains("fifo-gap-free").doesNotContain("validity", "reliable-fifo");
        assertThat(scenario.seed()).isEqualTo(7);
    }

    @Test
    void aNameThatNoCaseHasIsRefusedWithTheWayToListThem() {
        assertThatThrownBy(() -> Battery.named("no-such-case"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("maat list --battery");
    }

    @Test
    void theListShowsEachCaseWithItsSentenceAndItsSituation() {
        CommandRun list = CommandRun.of(List.of(), "list", "--battery");

        assertThat(list.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(list.out())
                .contains("6 decided-not-announced")
                .contains("must reach:")
                .contains("not possible:");
    }

    @Test
    void anImplementationThatMarksNoPhaseIsToldThatACaseAboutOneIsNotForIt() throws IOException {
        List<Path> fake = List.of(FakeImplementation.in(temp.resolve("fake")));
        String out = temp.resolve("out").toString();

        CommandRun run =
                CommandRun.of(fake, "run", "--battery", "--implementation", "fake", "--case", "bridge", "--out", out);

        assertThat(run.out()).contains("not for this implementation").contains("marks no phase");
        assertThat(run.code()).isEqualTo(ExitCode.UNKNOWN);
    }

    @Test
    void anOptionThatTheCasesDecideIsRefused() throws IOException {
        List<Path> fake = List.of(FakeImplementation.in(temp.resolve("fake")));

        CommandRun run = CommandRun.of(fake, "run", "--battery", "--nodes", "3");

        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("--nodes").contains("--battery");
    }

    @Test
    void theKindsOfACaseAreThoseOfItsPlan() {
        assertThat(Battery.named("crash-mid-fanout").kinds())
                .containsExactlyInAnyOrder(FaultKind.CRASH_POINT, FaultKind.JOIN);
    }
}
