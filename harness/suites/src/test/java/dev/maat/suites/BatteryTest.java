package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.Deployments;
import dev.maat.engine.battery.Battery;
import dev.maat.engine.battery.BatteryCase;
import dev.maat.engine.battery.BatteryTarget;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.Runs;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.CoreFactory;
import dev.maat.simulation.Simulation;
import dev.maat.zoo.ZooProvider;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The standard battery: the reference comes to every situation and holds there, and a planted defect does not. Half a second a case. */
class BatteryTest {
    private static final long SEED = 1;

    private static final Implementation REFERENCE = Implementations.scan(
                    MaatCommand.root().resolve("impl/reference/src/main"))
            .find("reference");

    private static BatteryTarget on(Implementation implementation, String ordering, String delivery) {
        return new BatteryTarget(implementation, Deployments.SIMULATION, true, "udp", ordering, delivery, null, "test");
    }

    static List<BatteryCase> possible() {
        return Battery.cases().stream()
                .filter(each -> each.notFor(on(REFERENCE, "total", "plain"), Simulation.capabilities("udp"))
                        .isEmpty())
                .toList();
    }

    private static JudgedRun run(Scenario scenario, CoreFactory cores) {
        SimulatedRun run = SimulatedRun.of(scenario, cores);
        StringBuilder whole = new StringBuilder(run.history().get("harness"));
        run.history().forEach((name, text) -> whole.append(name.equals("harness") ? "" : text));
        DeploymentResult result = new DeploymentResult(
                run.result().outcome(), "", new LinkedHashMap<>(), run.result().crashesInFanOut());
        return Runs.judge(scenario, result, Histories.parse(whole.toString()), System.nanoTime());
    }

    @ParameterizedTest
    @MethodSource("possible")
    void theReferenceComesToTheSituationOfACaseAndHoldsThere(BatteryCase battery) {
        JudgedRun run = run(battery.scenario(on(REFERENCE, "total", "plain"), SEED), SimulatedRun.REFERENCE);

        assertThat(run.judgement().verdict())
                .as("%s: %s", battery.name(), run.lead())
                .isEqualTo(Verdict.HOLDS);
        assertThat(battery.missed(run))
                .as("what %s did not reach", battery.name())
                .isEmpty();
    }

    @Test
    void mostCasesAreForTheReference() {
        assertThat(possible()).hasSizeGreaterThan(30);
    }

    @Test
    void aCoordinatorThatForgetsAcceptedValuesDiesByTheDecisionThatNobodyHeardOf() {
        String defect = "zoo:forgotten-value";
        Implementation defective = Implementations.scan(MaatCommand.root().resolve("impl/zoo/src/main"))
                .find(defect);
        BatteryCase battery = Battery.named("decided-not-announced");

        JudgedRun run = run(
                battery.scenario(on(defective, "total", "plain"), SEED),
                options -> new ZooProvider().newCore(defect, options));

        assertThat(run.judgement().property("primary-component").verdict()).isEqualTo(Verdict.VIOLATED);
    }
}
