package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.RunRequest;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.scenario.Scenario;
import dev.maat.simulation.Simulation;
import dev.maat.zoo.ZooProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bursts of loss, damaged packets, packets that come again views later, and clocks that jump. */
class FurtherFaultsTest {
    private static final List<String> KINDS = List.of("burst-loss", "corrupt", "replay", "clock-jump");
    private static final long DURATION_MILLIS = 10_000;
    private static final int SEEDS = 4;

    private static Implementation offered(String module, String name) {
        return Implementations.scan(
                        MaatCommand.root().resolve("impl").resolve(module).resolve("src/main"))
                .find(name);
    }

    private static Scenario scenario(Implementation implementation, String ordering, String faults, long seed) {
        return RunRequest.usual("simulation", "udp", ordering, "test")
                .withFaults(faults)
                .withDurationMillis(DURATION_MILLIS)
                .draw(implementation, Simulation.capabilities("udp"), seed);
    }

    @ParameterizedTest
    @CsvSource({"fifo, 810001", "causal, 820001", "total, 830001", "agreed, 840001"})
    void theReferenceHoldsUnderThemWhileMembersCrashAndReturn(String ordering, long firstSeed) {
        List<String> failures = new ArrayList<>();
        Map<String, Integer> bites = new TreeMap<>();
        for (long seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
            SimulatedRun run = SimulatedRun.of(
                    scenario(offered("reference", "reference"), ordering, String.join(",", KINDS) + ",restart", seed));
            if (run.judgement().verdict() != Verdict.HOLDS) {
                failures.add(seed + ": " + run.judgement().reasons());
            }
            String harness = run.history().get("harness");
            for (String word : List.of("dropped", "corrupted", "replayed", "jumpedMillis")) {
                bites.merge(word, harness.contains("\"" + word + "\"") ? 1 : 0, Integer::sum);
            }
        }

        assertThat(failures).isEmpty();
        assertThat(bites).allSatisfy((word, runs) -> assertThat(runs).as(word).isPositive());
    }

    /** Its packets have no checksum: what is delivered is not what was sent. */
    @Test
    void anImplementationThatTrustsItsPacketsIsCaughtDeliveringDamagedOnes() {
        String name = "zoo:static-relayed";

        SimulatedRun run = SimulatedRun.of(
                scenario(offered("zoo", name), "fifo", "corrupt", 3),
                options -> new ZooProvider().newCore(name, options));

        assertThat(run.judgement().property("delivery-integrity").verdict()).isEqualTo(Verdict.VIOLATED);
    }
}
