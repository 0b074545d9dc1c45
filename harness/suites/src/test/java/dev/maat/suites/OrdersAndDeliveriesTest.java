package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.RunRequest;
import dev.maat.faults.FaultKind;
import dev.maat.faults.Swarm;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.scenario.Workload;
import dev.maat.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every order with every delivery and every reliability that the reference's manifest has, under swarms of faults in simulation, judged by
 * its claim.
 */
class OrdersAndDeliveriesTest {
    private static final int SEEDS = 15;
    private static final int SMALL_GROUP_SEEDS = 8;
    /** With a fan-out of 2 a coordinator has two children, the second of which is no first peer of a part. */
    private static final int NODES = 7;

    private static final String FAN_OUT = "2";
    private static final int MAX_SMALL_NODES = 4;
    private static final long WINDOW_MILLIS = 5_000;
    private static final int MESSAGES_PER_SECOND = 40;
    private static final long FIRST_SEED = 700_001;

    /** Cases at risk that each claimed property must have seen: with fewer, finding no violation means nothing. */
    private static final int MIN_CASES = 30;

    private static final Implementation REFERENCE = Implementations.scan(
                    Path.of(System.getProperty("maat.root", "../.."), "impl", "reference", "src", "main"))
            .find("reference");

    static Stream<Arguments> configurations() {
        return REFERENCE.claims().entrySet().stream()
                .flatMap(byOrdering -> byOrdering.getValue().keySet().stream()
                        .flatMap(delivery -> REFERENCE.reliabilities().stream()
                                .map(reliability -> Arguments.of(byOrdering.getKey(), delivery, reliability))));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void theReferenceKeepsTheClaimOfEachOrderWithEachDeliveryOverEachReliability(
            String ordering, String delivery, String reliability) throws IOException {
        List<String> failures = new ArrayList<>();
        Map<String, Long> atRisk = new TreeMap<>();
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            SimulatedRun run =
                    SimulatedRun.of(scenario(ordering, delivery, reliability, NODES, NODES - (int) (seed % 3), seed));
            Judgement judgement = run.judgement();
            if (judgement.verdict() != Verdict.HOLDS && judgement.verdict() != Verdict.NOT_EXERCISED) {
                failures.add(tell(run, delivery));
            }
            for (PropertyResult property : judgement.properties()) {
                if (run.claimed().contains(property.id())) {
                    atRisk.merge(property.id(), property.atRisk(), Long::sum);
                }
            }
        }

        assertThat(failures).isEmpty();
        assertThat(atRisk).isNotEmpty();
        assertThat(atRisk.entrySet())
                .as("cases at risk of each claimed property")
                .allSatisfy(
                        each -> assertThat(each.getValue()).as(each.getKey()).isGreaterThanOrEqualTo(MIN_CASES));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void smallGroupsViolateNothing(String ordering, String delivery, String reliability) throws IOException {
        List<String> failures = new ArrayList<>();
        int holds = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SMALL_GROUP_SEEDS; seed++) {
            int nodes = 1 + (int) (seed % MAX_SMALL_NODES);
            int founders = 1 + (int) (seed / MAX_SMALL_NODES % nodes);
            SimulatedRun run = SimulatedRun.of(scenario(ordering, delivery, reliability, nodes, founders, seed));
            if (run.judgement().verdict() == Verdict.VIOLATED) {
                failures.add(tell(run, delivery));
            }
            holds += run.judgement().verdict() == Verdict.HOLDS ? 1 : 0;
        }

        assertThat(failures).isEmpty();
        assertThat(holds).as("runs judged to hold").isGreaterThan(SMALL_GROUP_SEEDS / 3);
    }

    private static Scenario scenario(
            String ordering, String delivery, String reliability, int nodes, int founders, long seed) {
        Set<FaultKind> kinds = Simulation.capabilities("udp").kinds();
        return Scenario.of("reference", "", ordering, nodes, seed, Workload.of(MESSAGES_PER_SECOND, WINDOW_MILLIS))
                .withImplementation("reference", REFERENCE.claim(ordering, delivery), REFERENCE.membership())
                .withOption(RunRequest.DELIVERY, delivery)
                .withOption(Implementation.RELIABILITY, reliability)
                .withOption("fanOut", FAN_OUT)
                .withFounders(founders)
                .withPlan(new Swarm(Scenario.nodeNames(nodes), founders, WINDOW_MILLIS, kinds, Swarm.Presence.DRAWN)
                        .draw(seed));
    }

    /** Writes the scenario beside the build's output, so that it can be run again, and says where. */
    private static String tell(SimulatedRun run, String delivery) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "failed-scenarios"));
        Scenario scenario = run.scenario();
        Path file = folder.resolve(scenario.ordering() + "-" + delivery + "-"
                + scenario.options().get(Implementation.RELIABILITY) + "-" + scenario.seed() + ".json");
        ScenarioJson.write(scenario, file);
        return file.toAbsolutePath() + ": " + run.judgement().verdict().word() + ": "
                + run.judgement().reasons();
    }
}
