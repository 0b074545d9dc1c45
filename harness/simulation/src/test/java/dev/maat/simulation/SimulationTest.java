package dev.maat.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Link;
import dev.maat.faults.PlannedFault;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.NetworkModel;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final CoreFactory NAIVE = options -> new NaiveBroadcast();
    private static final NetworkModel PERFECT = new NetworkModel(100, 400, 0, 0, 0, 200, 2_000);
    private static final Budgets SHORT = new Budgets(5_000, 0, 2_000, 500, 5_000, 5_000);

    private static Scenario scenario(int nodes, long seed, Fault... faults) {
        List<PlannedFault> planned = new ArrayList<>();
        for (Fault fault : faults) {
            Long lasts = fault.kind().lasting() ? 1_000L : null;
            planned.add(new PlannedFault(planned.size() + 1, 500 + 500L * planned.size(), lasts, fault, false));
        }
        return Scenario.of("naive", "reliable", "fifo", nodes, seed, new Workload(100, 32, 1_000, 3_000))
                .withNetwork(PERFECT)
                .withBudgets(SHORT)
                .withPlan(new FaultPlan(planned, List.of()));
    }

    private static Recorded run(Scenario scenario) {
        Recorded recorded = new Recorded();
        Simulation.run(scenario, NAIVE, recorded);
        return recorded;
    }

    @Test
    void aRunWithoutFaultsEndsCompleteWithEveryLogClosedAndEveryEndDelivered() {
        Recorded recorded = new Recorded();
        SimulationResult result = Simulation.run(scenario(3, 1), NAIVE, recorded);

        assertThat(result.outcome().end()).isEqualTo("complete");
        assertThat(result.outcome().settled()).isTrue();
        assertThat(result.outcome().core()).containsExactly("n1", "n2", "n3");
        assertThat(recorded.lines("harness").get(0)).contains("\"format\":\"maat-history\"");
        assertThat(recorded.lines("harness", "\"e\":\"quiet\""))
                .singleElement()
                .asString()
                .contains("\"links\":\"ok\",\"scheduled\":\"ok\"");
        assertThat(recorded.lines("harness").getLast()).contains("\"e\":\"end\",\"reason\":\"complete\"");
        for (String process : List.of("n1.0", "n2.0", "n3.0")) {
            assertThat(recorded.lines(process).getLast()).contains("\"e\":\"closed\"");
            String end = recorded.lines(process, "\"last\":true").getFirst();
            String id = end.replaceAll(".*\"m\":\"([^\"]*)\".*", "$1");
            for (String receiver : List.of("n1.0", "n2.0", "n3.0")) {
                assertThat(recorded.lines(receiver, "\"e\":\"deliver\",\"m\":\"" + id + "\""))
                        .hasSize(1);
            }
        }
    }

    @Test
    void messagesThatAreLeftOutDoNotChangeTheOthers() {
        Workload whole = new Workload(100, 32, 1_000, 3_000);
        LinkedHashSet<String> some = new LinkedHashSet<>(List.of("n1.0:3", "n2.0:7"));
        Workload few = new Workload(100, 32, 1_000, 3_000, Workload.EVEN, 0, some);

        List<String> all = sends(whole);
        List<String> kept = sends(few);

        assertThat(kept).hasSize(2);
        assertThat(all).hasSizeGreaterThan(100).containsAll(kept);
        assertThat(kept).allSatisfy(send -> assertThat(send).containsAnyOf("\"m\":\"n1.0:3\"", "\"m\":\"n2.0:7\""));
    }

    /** The lines of all sends but the END messages: times, ids and sizes. */
    private static List<String> sends(Workload load) {
        Recorded recorded = run(Scenario.of("naive", "reliable", "fifo", 2, 1, load)
                .withNetwork(PERFECT)
                .withBudgets(SHORT));
        List<String> sends = new ArrayList<>(recorded.lines("n1.0", "\"e\":\"send\""));
        sends.addAll(recorded.lines("n2.0", "\"e\":\"send\""));
        sends.removeIf(line -> line.contains("\"last\":true"));
        return sends;
    }

    @Test
    void theSameScenarioGivesTheSameHistoryToTheByteAndAnotherSeedADifferentOne() {
        Scenario scenario = scenario(
                4,
                9,
                new Fault.Loss(List.of(), 20),
                new Fault.Reorder(List.of(), 20, 30),
                new Fault.Duplicate(List.of(), 20),
                new Fault.Restart("n2", 100));

        assertThat(run(scenario).texts()).isEqualTo(run(scenario).texts());
        assertThat(run(scenario.withSeed(10)).texts())
                .isNotEqualTo(run(scenario).texts());
    }

    @Test
    void aSenderThatCrashesInItsFanOutReachesSomeAndNotOthers() {
        Recorded recorded = new Recorded();
        SimulationResult result =
                Simulation.run(scenario(5, 3, new Fault.CrashPoint("n2", 0, 2, 2_000)), NAIVE, recorded);

        assertThat(result.crashesInFanOut()).isEqualTo(1);
        assertThat(recorded.lines("harness", "\"e\":\"crash\""))
                .singleElement()
                .asString()
                .contains("\"p\":\"n2.0\"")
                .contains("\"cause\":1");
        String lastSent = recorded.lines("n2.0", "\"e\":\"send\"").getLast();
        String id = lastSent.replaceAll(".*\"m\":\"([^\"]*)\".*", "$1");
        long reached = List.of("n1.0", "n3.0", "n4.0", "n5.0").stream()
                .filter(receiver ->
                        !recorded.lines(receiver, "\"m\":\"" + id + "\"").isEmpty())
                .count();
        assertThat(reached).isEqualTo(2);
        assertThat(recorded.lines("harness", "destinations of a fan-out")).hasSize(1);
        assertThat(recorded.lines("n2.0").getLast()).doesNotContain("closed");
    }

    @Test
    void aCrashBetweenTwoEffectsLeavesTheLaterOnesUndone() {
        Recorded recorded = new Recorded();
        // Steps of three effects are multicasts: accepted, sent to all, delivered here.
        Simulation.run(scenario(3, 3, new Fault.CrashPoint("n2", 2, null, 2_000)), NAIVE, recorded);

        String lastSent = recorded.lines("n2.0", "\"e\":\"sent\"").getLast();
        String id = lastSent.replaceAll(".*\"m\":\"([^\"]*)\".*", "$1");
        assertThat(recorded.lines("n2.0", "\"e\":\"deliver\",\"m\":\"" + id + "\""))
                .isEmpty();
        assertThat(recorded.lines("n1.0", "\"e\":\"deliver\",\"m\":\"" + id + "\""))
                .hasSize(1);
    }

    @Test
    void aPartitionDropsBothWaysAndCountsPerDirectedPair() {
        List<String> faults = run(scenario(3, 4, new Fault.Partition(List.of(List.of("n1"), List.of("n2", "n3")))))
                .lines("harness", "\"e\":\"fault\"");

        assertThat(faults).hasSize(2);
        assertThat(faults.get(0)).contains("\"on\":true").contains("\"groups\":[[\"n1\"],[\"n2\",\"n3\"]]");
        assertThat(faults.get(1))
                .contains("\"bit\":true")
                .containsPattern("\"dropped\":\\{\"n1>n2\":\\d+,\"n1>n3\":\\d+,\"n2>n1\":\\d+,\"n3>n1\":\\d+}");
    }

    @Test
    void aOneWayCutLeavesTheOtherDirectionIntact() {
        List<String> faults = run(scenario(3, 4, new Fault.OneWayCut(List.of(new Link("n1", "n3")))))
                .lines("harness", "\"on\":false");

        assertThat(faults).singleElement().asString().containsPattern("\"dropped\":\\{\"n1>n3\":\\d+}");
    }

    @Test
    void aFaultWithoutAnyEffectIsReported() {
        Scenario silent = Scenario.of("naive", "reliable", "fifo", 2, 1, new Workload(0, 32, 32, 3_000))
                .withBudgets(SHORT)
                .withPlan(new FaultPlan(
                        List.of(new PlannedFault(1, 100, 200L, new Fault.Loss(List.of(), 50), true)), List.of()));
        SimulationResult result = Simulation.run(silent, NAIVE, EvidenceSink.NONE);

        assertThat(result.outcome().withoutBite()).hasSize(1);
    }

    @Test
    void aPausedProcessDoesNothingAndThenTakesThePacketsThatWaited() {
        Recorded recorded = run(scenario(3, 5, new Fault.Pause("n3")));
        long on = time(recorded.lines("harness", "\"on\":true").getFirst());
        long off = time(recorded.lines("harness", "\"on\":false").getFirst());

        assertThat(off - on).isGreaterThanOrEqualTo(1_000_000_000L);
        assertThat(recorded.lines("n3.0").stream().map(SimulationTest::time))
                .noneMatch(time -> time > on && time < off);
        assertThat(recorded.lines("n3.0").stream().map(SimulationTest::time).filter(time -> time == off))
                .hasSizeGreaterThan(20);
    }

    @Test
    void aRestartedNodeIsANewProcessAndNoFounder() {
        Recorded recorded = run(scenario(3, 6, new Fault.Restart("n2", 200)));

        assertThat(recorded.texts()).containsKey("n2.1");
        assertThat(recorded.lines("n2.1", "\"e\":\"view\"")).isEmpty();
        assertThat(recorded.lines("harness", "\"e\":\"crash\"")).hasSize(1);
        assertThat(recorded.lines("harness", "\"kind\":\"restart\"")).hasSize(1);
    }

    @Test
    void aNodeThatLeavesClosesItsLogAndMayJoinAgainAsANewProcess() {
        Recorded recorded = run(scenario(4, 2, new Fault.Leave("n4"), new Fault.Join("n4"), new Fault.Join("n1")));

        assertThat(recorded.lines("n4.0", "\"e\":\"leave\"")).hasSize(1);
        assertThat(recorded.lines("n4.0", "\"e\":\"left\"")).hasSize(1);
        assertThat(recorded.lines("n4.0").getLast()).contains("closed");
        assertThat(recorded.texts()).containsKey("n4.1");
        assertThat(recorded.lines("harness", "\"e\":\"crash\"")).isEmpty();
        assertThat(recorded.lines("harness", "n1 runs already"))
                .singleElement()
                .asString()
                .contains("\"bit\":false");
    }

    @Test
    void aKillThatTheGroupCannotAffordIsWithheldAndRecordedSo() {
        Recorded recorded = run(scenario(3, 2, new Fault.Kill("n1"), new Fault.Kill("n2")));

        assertThat(recorded.lines("harness", "\"e\":\"crash\"")).hasSize(1);
        assertThat(recorded.lines("harness", "\"id\":2"))
                .singleElement()
                .asString()
                .contains("\"bit\":false")
                .contains("could not afford");
    }

    @Test
    void nodesPlannedToStayOutsideAreCutOffFromTheCoreToTheEnd() {
        Scenario scenario = scenario(5, 2).withPlan(new FaultPlan(List.of(), List.of("n4")));
        Recorded recorded = new Recorded();
        SimulationResult result = Simulation.run(scenario, NAIVE, recorded);

        assertThat(result.outcome().core()).containsExactly("n1", "n2", "n3", "n5");
        assertThat(recorded.lines("harness", "\"e\":\"fault\""))
                .singleElement()
                .asString()
                .contains("[[\"n1\",\"n2\",\"n3\",\"n5\"],[\"n4\"]]");
    }

    @Test
    void removingAFaultShiftsNoOtherDraw() {
        Scenario with = scenario(4, 8, new Fault.Loss(List.of(new Link("n1", "n2")), 50), new Fault.Pause("n4"));
        Scenario without = with.withPlan(new FaultPlan(with.plan().faults().subList(0, 1), List.of()));

        assertThat(run(without).lines("n3.0", "n1.0:")).isEqualTo(run(with).lines("n3.0", "n1.0:"));
        assertThat(run(without).lines("n2.0", "n1.0:")).isEqualTo(run(with).lines("n2.0", "n1.0:"));
    }

    @Test
    void overTcpALinkIsInOrderAndACutOnlyStallsIt() {
        Scenario scenario = scenario(3, 7, new Fault.Partition(List.of(List.of("n1"), List.of("n2", "n3"))))
                .withDeployment("simulation", "tcp");
        Recorded recorded = run(scenario);

        for (String receiver : List.of("n2.0", "n3.0")) {
            List<Long> numbers = recorded.lines(receiver, "\"e\":\"deliver\",\"m\":\"n1.0:").stream()
                    .map(line -> Long.parseLong(line.replaceAll(".*n1\\.0:(\\d+).*", "$1")))
                    .toList();
            List<Long> expected = new ArrayList<>();
            for (long number = 1; number <= numbers.size(); number++) {
                expected.add(number);
            }
            assertThat(numbers).isEqualTo(expected).hasSizeGreaterThan(50);
        }
        assertThat(recorded.lines("harness", "\"stalled\"")).hasSize(1);
    }

    @Test
    void aFaultThatIsImpossibleOverTheTransportIsAnErrorBeforeTheRun() {
        assertThatThrownBy(() ->
                        run(scenario(3, 1, new Fault.Loss(List.of(), 10)).withDeployment("simulation", "tcp")))
                .isInstanceOf(UnsupportedFaultException.class)
                .hasMessageContaining("simulation over tcp cannot do loss");
        assertThatThrownBy(() -> run(scenario(3, 1, new Fault.Reset(List.of()))))
                .isInstanceOf(UnsupportedFaultException.class);
    }

    @Test
    void aDeterministicCorePassesTheSelfCheck() {
        assertThat(DeterminismCheck.run(scenario(3, 1, new Fault.Kill("n3")), NAIVE))
                .isNull();
    }

    @Test
    void theFirstEventThatDiffersIsFoundForACoreThatIsNotDeterministic() {
        AtomicLong shared = new AtomicLong();
        CoreFactory careless = options -> new NaiveBroadcast() {
            @Override
            void tick(long nowNanos, Effects effects) {
                long drawn = shared.incrementAndGet();
                if (drawn > 100) {
                    effects.add(new Effect.SetTimer(2, 1_000_000 + drawn));
                }
            }
        };
        NonDeterminism found = DeterminismCheck.run(scenario(3, 1), careless);

        assertThat(found).isNotNull();
        assertThat(found.event()).isGreaterThan(50);
        assertThat(found.sentence()).contains("TIMER").contains("SetTimer");
        assertThat(found.first()).isNotEqualTo(found.second());
    }

    @Test
    void anInterruptedRunIsAFailureOfTheHarnessAndNotOfTheImplementation() {
        SimulationResult result = Simulation.run(scenario(3, 1), NAIVE, EvidenceSink.NONE, () -> true);

        assertThat(result.outcome().end()).isEqualTo("harness-failure");
        assertThat(result.outcome().harnessFailure()).isEqualTo("interrupted");
    }

    private static long time(String line) {
        return Long.parseLong(line.replaceAll(".*\"t\":(\\d+),.*", "$1"));
    }
}
