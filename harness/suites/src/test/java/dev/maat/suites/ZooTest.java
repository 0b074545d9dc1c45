package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.scenario.Workload;
import dev.maat.simulation.CoreFactory;
import dev.maat.zoo.ZooProvider;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each planted defect is caught by the property that it breaks; the reference passes the same runs. */
class ZooTest {
    /** A defect that is not caught within this many seeds has escaped. */
    private static final int SEEDS = 5;

    private static final Workload LOAD = new Workload(200, 32, 600, 3_000);

    /** A defect may leave the group stuck: the run waits no longer than it takes to be sure of that. */
    private static final Budgets BUDGETS = new Budgets(5_000, 0, 8_000, 600, 15_000, 5_000);

    @ParameterizedTest
    @CsvSource({
        "zoo:hasty-flush, fifo, a member dies amid loss, virtual-synchrony",
        "zoo:hasty-flush, total, a member dies amid loss, virtual-synchrony",
        "zoo:shortest-cut, fifo, a member dies amid loss, virtual-synchrony",
        "zoo:quorum-stable, fifo, a member dies amid loss, agreement",
        "zoo:any-half, total, an even split, membership-precision",
        "zoo:double-place, total, the sequencer is cut off, uniform-place-agreement",
        "zoo:early-install, fifo, a member dies amid loss, same-view-delivery",
        "zoo:replayed-tail, fifo, a member dies amid loss, no-duplication",
        "zoo:swapped-pair, fifo, a member dies amid loss, fifo-gap-free",
        "zoo:swapped-pair, total, a member dies amid loss, weak-total-order"
    })
    void thePropertyThatADefectBreaksCatchesIt(String defect, String ordering, String what, String property) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Scenario scenario = scenario(what, defect, ordering, seed);
            Judgement reference = SimulatedRun.of(scenario).judgement();
            assertThat(reference.verdict())
                    .as("the reference, seed %d: %s", seed, reference.reasons())
                    .isEqualTo(Verdict.HOLDS);
            assertThat(reference.property(property).verdict())
                    .as("the reference's %s, seed %d", property, seed)
                    .isNotEqualTo(Verdict.VIOLATED);
            Judgement judgement = SimulatedRun.of(scenario, zoo(defect)).judgement();
            if (judgement.property(property).verdict() == Verdict.VIOLATED) {
                assertThat(judgement.exitCode())
                        .as("exit code of a run of %s", defect)
                        .isEqualTo(1);
                assertThat(judgement.reasons().toString()).contains(property);
                return;
            }
        }
        assertThat(SEEDS).as("%s escapes %s", defect, property).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ack", "tree"})
    void aMessageThatIsFreedTooEarlyIsMissedHoweverAcknowledgementsTravel(String reliability) {
        CoreFactory defect = SimulatedRun.with("fanOut", "2", SimulatedRun.over(reliability, zoo("zoo:quorum-stable")));
        CoreFactory sound = SimulatedRun.with("fanOut", "2", SimulatedRun.over(reliability, SimulatedRun.REFERENCE));
        for (long seed = 1; seed <= SEEDS; seed++) {
            Scenario scenario = scenario("a member dies amid loss", "zoo:quorum-stable", "fifo", seed);
            Judgement reference = SimulatedRun.of(scenario, sound).judgement();
            assertThat(reference.verdict())
                    .as("the reference, seed %d: %s", seed, reference.reasons())
                    .isEqualTo(Verdict.HOLDS);
            if (SimulatedRun.of(scenario, defect).judgement().verdict() == Verdict.VIOLATED) {
                return;
            }
        }
        assertThat(SEEDS).as("zoo:quorum-stable escapes over %s", reliability).isZero();
    }

    @Test
    void theScenarioKeptForContainersCatchesTheHastyFlushInEveryViewChangeWithADeath() throws URISyntaxException {
        Path file = Path.of(ZooTest.class
                .getResource("/scenarios/death-after-death-amid-loss.json")
                .toURI());
        Scenario scenario = ScenarioJson.read(file);
        assertThat(scenario.implementation()).isEqualTo("zoo:hasty-flush");

        Judgement judgement =
                SimulatedRun.of(scenario, zoo(scenario.implementation())).judgement();

        assertThat(judgement.verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(judgement.exitCode()).isEqualTo(1);
        assertThat(judgement.property("virtual-synchrony").violations()).isGreaterThanOrEqualTo(2);
        assertThat(judgement.property("virtual-synchrony").witness()).isNotEmpty();
    }

    /** A seed of a swarm that found it in the reference: {@link SimulatedScenariosTest} holds the mended reference to the same scenario. */
    @Test
    void aMessageToldSafeWithoutItsCausesIsCaught() throws URISyntaxException {
        Path file = Path.of(ZooTest.class
                .getResource("/scenarios/answer-told-safe-before-its-question-causal.json")
                .toURI());

        Judgement judgement = SimulatedRun.of(ScenarioJson.read(file), zoo("zoo:safe-without-causes"))
                .judgement();

        assertThat(judgement.property("safe-indication").verdict()).isEqualTo(Verdict.VIOLATED);
        assertThat(judgement.property("safe-indication").witness()).isNotEmpty();
    }

    private static final Implementations ZOO =
            Implementations.scan(Path.of(System.getProperty("maat.root", "../.."), "impl", "zoo", "src", "main"));

    private static CoreFactory zoo(String defect) {
        return options -> new ZooProvider().newCore(defect, options);
    }

    private static Scenario scenario(String what, String defect, String ordering, long seed) {
        return switch (what) {
            case "a member dies amid loss" ->
                scenario(
                        defect,
                        ordering,
                        5,
                        seed,
                        new PlannedFault(1, 400, 2_400L, new Fault.Loss(List.of(), 20), true),
                        new PlannedFault(2, 1_000, null, new Fault.Kill("n4"), true));
            case "an even split" ->
                scenario(defect, ordering, 4, seed, split(List.of("n1", "n2"), List.of("n3", "n4")));
            case "the sequencer is cut off" ->
                scenario(defect, ordering, 5, seed, split(List.of("n1"), List.of("n2", "n3", "n4", "n5")));
            default -> throw new IllegalArgumentException("no such scenario: " + what);
        };
    }

    private static PlannedFault split(List<String> one, List<String> other) {
        return new PlannedFault(1, 500, 2_000L, new Fault.Partition(List.of(one, other)), true);
    }

    private static Scenario scenario(String defect, String ordering, int nodes, long seed, PlannedFault... faults) {
        Implementation offered = ZOO.find(defect);
        return Scenario.of(defect, "", ordering, nodes, seed, LOAD)
                .withImplementation(defect, offered.claim(ordering), offered.membership())
                .withBudgets(BUDGETS)
                .withPlan(new FaultPlan(List.of(faults), List.of()));
    }
}
