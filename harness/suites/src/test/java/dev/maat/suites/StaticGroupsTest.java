package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.PayloadSizes;
import dev.maat.engine.RunRequest;
import dev.maat.faults.FaultKind;
import dev.maat.node.implementation.Implementations;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.Simulation;
import dev.maat.zoo.ZooProvider;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Static groups under drawn faults: the sound one keeps its claim, and each planted defect is caught. */
class StaticGroupsTest {
    private static final int SEEDS = 12;
    private static final long DURATION_MILLIS = 6_000;
    private static final Implementations ZOO =
            Implementations.scan(MaatCommand.root().resolve("impl/zoo/src/main"));

    private static Scenario drawn(String name, long seed) {
        RunRequest request = RunRequest.usual("simulation", "udp", "fifo", "test")
                .withNodes(5)
                .withDurationMillis(DURATION_MILLIS)
                .withLoad(60, PayloadSizes.DEFAULT);
        return request.draw(ZOO.find(name), Simulation.capabilities("udp"), seed);
    }

    private static Judgement judged(Scenario scenario) {
        return SimulatedRun.of(scenario, options -> new ZooProvider().newCore(scenario.implementation(), options))
                .judgement();
    }

    @Test
    void theSoundGroupHoldsUnderEveryDrawnPlan() {
        long atRisk = 0;
        Set<FaultKind> drawn = EnumSet.noneOf(FaultKind.class);
        for (long seed = 1; seed <= SEEDS; seed++) {
            Scenario scenario = drawn("zoo:static-relayed", seed);
            drawn.addAll(scenario.plan().kinds());
            Judgement judgement = judged(scenario);
            assertThat(judgement.verdict())
                    .as("seed %d: %s", seed, judgement.reasons())
                    .isEqualTo(Verdict.HOLDS);
            atRisk += judgement.property("agreement").atRisk();
        }
        assertThat(atRisk).isPositive();
        assertThat(drawn)
                .contains(FaultKind.PARTITION, FaultKind.KILL, FaultKind.CRASH_POINT, FaultKind.PAUSE)
                .doesNotContain(FaultKind.JOIN, FaultKind.LEAVE, FaultKind.RESTART);
    }

    @ParameterizedTest
    @CsvSource({"zoo:static-sent-once, agreement", "zoo:static-unrelayed, agreement"})
    void aDefectIsCaughtByThePropertyThatItBreaks(String defect, String property) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Judgement judgement = judged(drawn(defect, seed));
            if (judgement.property(property).verdict() == Verdict.VIOLATED) {
                assertThat(judgement.exitCode()).isEqualTo(1);
                return;
            }
        }
        assertThat(SEEDS).as("%s escapes %s", defect, property).isZero();
    }
}
