package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.faults.FaultKind;
import dev.maat.faults.Swarm;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.scenario.Workload;
import dev.maat.simulation.CoreFactory;
import dev.maat.simulation.DeterminismCheck;
import dev.maat.simulation.NonDeterminism;
import dev.maat.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reference under swarms of faults in simulation: a few hundred seeds, each of them judged. */
class SimulatedChaosTest {
    private static final int SEEDS = 150;
    private static final int SMALL_GROUP_SEEDS = 60;
    private static final int SEEDS_OF_A_RELIABILITY = 25;
    private static final int NODES = 5;
    private static final long WINDOW_MILLIS = 5_000;
    private static final int CHECKED_TWICE_PERCENT = 5;

    /** Cases that a campaign must have seen: with fewer, finding no violation means nothing. */
    private static final int MIN_CASES = 30;

    /** Properties that the reference keeps though they are in no profile that it claims. */
    private static final List<String> KEPT_BESIDE_THE_CLAIM = List.of("safe-indication", "state-transfer");

    private static Scenario scenario(String ordering, String claim, long seed) {
        return scenario(ordering, claim, NODES, NODES - (int) (seed % 3), seed);
    }

    private static Scenario scenario(String ordering, String claim, int nodes, int founders, long seed) {
        Set<FaultKind> kinds = Simulation.capabilities("udp").kinds();
        return Scenario.of("reference", claim, ordering, nodes, seed, Workload.of(40, WINDOW_MILLIS))
                .withFounders(founders)
                .withPlan(new Swarm(Scenario.nodeNames(nodes), founders, WINDOW_MILLIS, kinds, Swarm.Presence.DRAWN)
                        .draw(seed));
    }

    @ParameterizedTest
    @CsvSource({"fifo, virtually-synchronous, 1", "total, atomic, 100001"})
    void theReferenceKeepsWhatItClaimsUnderEverySwarm(String ordering, String claim, long firstSeed)
            throws IOException {
        List<String> failures = new ArrayList<>();
        Map<String, Long> atRisk = new TreeMap<>();
        int viewChanges = 0;
        int joins = 0;
        int crashesInFanOut = 0;
        for (long seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
            SimulatedRun run = SimulatedRun.of(scenario(ordering, claim, seed));
            if (run.judgement().verdict() != Verdict.HOLDS && run.judgement().verdict() != Verdict.NOT_EXERCISED) {
                failures.add(tell(run));
            }
            for (String property : KEPT_BESIDE_THE_CLAIM) {
                if (run.judgement().property(property).verdict() == Verdict.VIOLATED) {
                    failures.add(property + ": " + tell(run));
                }
            }
            for (PropertyResult property : run.judgement().properties()) {
                atRisk.merge(property.id(), property.atRisk(), Long::sum);
            }
            viewChanges += run.result().viewChanges();
            joins += run.result().joins();
            crashesInFanOut += run.result().crashesInFanOut();
        }

        assertThat(failures).isEmpty();
        assertThat(viewChanges).isGreaterThanOrEqualTo(MIN_CASES);
        assertThat(joins).isGreaterThanOrEqualTo(MIN_CASES);
        assertThat(crashesInFanOut).isPositive();
        for (String property :
                List.of("same-view-delivery", "virtual-synchrony", "agreement", "fifo-gap-free", "safe-indication")) {
            assertThat(atRisk)
                    .hasEntrySatisfying(property, count -> assertThat(count).isGreaterThanOrEqualTo(MIN_CASES));
        }
    }

    /** How losses are repaired changes nothing of what is claimed; the default has its own, longer campaign. */
    @ParameterizedTest
    @CsvSource({
        "ack, fifo, virtually-synchronous, 400001",
        "ack, total, atomic, 500001",
        "tree, fifo, virtually-synchronous, 600001",
        "tree, total, atomic, 700001"
    })
    void everyReliabilityKeepsWhatIsClaimed(String reliability, String ordering, String claim, long firstSeed)
            throws IOException {
        // With this fan-out a tree of five members has coordinators that are not the sender.
        CoreFactory cores = SimulatedRun.with("fanOut", "2", SimulatedRun.over(reliability, SimulatedRun.REFERENCE));
        List<String> failures = new ArrayList<>();
        int viewChanges = 0;
        for (long seed = firstSeed; seed < firstSeed + SEEDS_OF_A_RELIABILITY; seed++) {
            SimulatedRun run = SimulatedRun.of(scenario(ordering, claim, seed), cores);
            if (run.judgement().verdict() != Verdict.HOLDS && run.judgement().verdict() != Verdict.NOT_EXERCISED) {
                failures.add(reliability + ": " + tell(run));
            }
            viewChanges += run.result().viewChanges();
        }

        assertThat(failures).isEmpty();
        assertThat(viewChanges).isGreaterThanOrEqualTo(MIN_CASES);
    }

    /** Groups of one to four nodes, some founded by one: here a single crash or leave is soon the end of a quorum. */
    @ParameterizedTest
    @CsvSource({"fifo, virtually-synchronous, 200001", "total, atomic, 300001"})
    void smallGroupsViolateNothingAndMostGoOn(String ordering, String claim, long firstSeed) throws IOException {
        List<String> failures = new ArrayList<>();
        int holds = 0;
        for (long seed = firstSeed; seed < firstSeed + SMALL_GROUP_SEEDS; seed++) {
            int nodes = 1 + (int) (seed % 4);
            int founders = 1 + (int) (seed / 4 % nodes);
            SimulatedRun run = SimulatedRun.of(scenario(ordering, claim, nodes, founders, seed));
            if (run.judgement().verdict() == Verdict.VIOLATED) {
                failures.add(tell(run));
            }
            holds += run.judgement().verdict() == Verdict.HOLDS ? 1 : 0;
        }

        assertThat(failures).isEmpty();
        assertThat(holds).as("runs judged to hold").isGreaterThan(SMALL_GROUP_SEEDS / 3);
    }

    @ParameterizedTest
    @CsvSource({"fifo, virtually-synchronous, 1", "total, atomic, 100001"})
    void aSeedReplaysToTheLastEvent(String ordering, String claim, long firstSeed) {
        for (long seed = firstSeed; seed < firstSeed + SEEDS; seed++) {
            if (DeterminismCheck.isDue(seed, CHECKED_TWICE_PERCENT)) {
                NonDeterminism found = DeterminismCheck.run(scenario(ordering, claim, seed), SimulatedRun.REFERENCE);
                assertThat(found)
                        .as(() -> "seed: " + (found == null ? "" : found.sentence()))
                        .isNull();
            }
        }
    }

    /** Writes the scenario beside the build's output, so that it can be run again, and says where. */
    private static String tell(SimulatedRun run) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "failed-scenarios"));
        Path file =
                folder.resolve(run.scenario().ordering() + "-" + run.scenario().seed() + ".json");
        ScenarioJson.write(run.scenario(), file);
        return file.toAbsolutePath() + ": " + run.judgement().verdict().word() + ": "
                + run.judgement().reasons();
    }
}
