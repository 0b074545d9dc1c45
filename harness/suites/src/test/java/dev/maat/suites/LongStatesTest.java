package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.faults.FaultKind;
import dev.maat.faults.Swarm;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.simulation.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Joiners load states of many packets while swarms of faults lose, repeat and delay pieces, and kill providers and joiners. */
class LongStatesTest {
    private static final int SEEDS = 12;
    private static final int NODES = 5;

    /** As many cases at risk as a certificate asks for. */
    private static final long CERTIFIED_CASES = 30;

    private static final long WINDOW_MILLIS = 5_000;
    private static final long FIRST_SEED = 800_001;

    /** Of three packets, of fifty, and of several windows. */
    private static final int[] STATE_BYTES = {3_500, 64_000, 500_000};

    private static final Implementation REFERENCE = Implementations.scan(
                    Path.of(System.getProperty("maat.root", "../.."), "impl", "reference", "src", "main"))
            .find("reference");

    private static Scenario scenario(long seed) {
        Set<FaultKind> kinds = Simulation.capabilities("udp").kinds();
        int founders = NODES - (int) (seed % 3);
        Workload workload =
                Workload.of(40, WINDOW_MILLIS).withStateBytes(STATE_BYTES[(int) (seed % STATE_BYTES.length)]);
        return Scenario.of("reference", "", "total", NODES, seed, workload)
                .withImplementation("reference", REFERENCE.claim("total", "plain"), REFERENCE.membership())
                .withFounders(founders)
                .withPlan(new Swarm(Scenario.nodeNames(NODES), founders, WINDOW_MILLIS, kinds, Swarm.Presence.DRAWN)
                        .draw(seed));
    }

    @Test
    void joinersLoadTheWholeStateOfTheirViewAndMemoryStaysBounded() {
        List<String> failures = new ArrayList<>();
        Map<String, Long> atRisk = new TreeMap<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            SimulatedRun run = SimulatedRun.of(scenario(seed));
            Verdict verdict = run.judgement().verdict();
            if (verdict != Verdict.HOLDS && verdict != Verdict.NOT_EXERCISED) {
                failures.add(
                        "seed " + seed + ": " + verdict + " " + run.judgement().reasons());
            }
            for (PropertyResult property : run.judgement().properties()) {
                atRisk.merge(property.id(), property.atRisk(), Long::sum);
            }
        }

        assertThat(failures).isEmpty();
        assertThat(atRisk.get("state-transfer")).as("joiners that loaded").isGreaterThanOrEqualTo(CERTIFIED_CASES);
        assertThat(atRisk.get("bounded-memory")).as("samples").isGreaterThan(10L * SEEDS);
    }
}
