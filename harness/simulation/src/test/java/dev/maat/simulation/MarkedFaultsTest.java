package dev.maat.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Destination;
import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.View;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.FaultReport;
import dev.maat.faults.Link;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.NetworkModel;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fault that waits for a mark falls at that very effect of a step. */
class MarkedFaultsTest {
    private static final NetworkModel PERFECT = new NetworkModel(100, 400, 0, 0, 0, 0, 0);
    private static final Budgets SHORT = new Budgets(5_000, 0, 1_000, 200, 2_000, 5_000);

    /** Once it multicasts, it delivers, marks a phase in the middle of the same step, sends, and leaves the phase. */
    private static final class Marking implements ProtocolCore {
        private ProcessId self = new ProcessId("none", 0);

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            switch (input) {
                case Input.Start start -> {
                    self = start.self();
                    List<ProcessId> members = start.founders().stream()
                            .map(node -> new ProcessId(node, 0))
                            .toList();
                    effects.add(new Effect.InstallView(View.primary("1", 1, members)));
                }
                case Input.Multicast multicast -> {
                    effects.add(new Effect.Accepted(multicast.token()));
                    effects.add(new Effect.Deliver(self, multicast.payload(), Effect.NO_PLACE, Effect.NO_HANDLE));
                    effects.add(new Effect.Phase("fan-out", true));
                    effects.add(new Effect.Send(Destination.GROUP, multicast.payload()));
                    effects.add(new Effect.Phase("fan-out", false));
                }
                case Input.Receive receive ->
                    effects.add(new Effect.Deliver(
                            new ProcessId(receive.from(), 0), receive.packet(), Effect.NO_PLACE, Effect.NO_HANDLE));
                default -> {}
            }
        }
    }

    private static Recorded run(Moment.OnMark when, Long lasts, Fault fault) {
        Recorded recorded = new Recorded();
        Scenario scenario = Scenario.of("marking", "reliable", "fifo", 3, 1, new Workload(50, 32, 64, 1_000))
                .withNetwork(PERFECT)
                .withBudgets(SHORT)
                .withPlan(new FaultPlan(List.of(new PlannedFault(1, when, lasts, fault, true)), List.of()));
        SimulationResult result = Simulation.run(scenario, options -> new Marking(), recorded);
        assertThat(result.outcome().faults()).filteredOn(FaultReport::done).isNotEmpty();
        return recorded;
    }

    @Test
    void aKillAtAMarkLeavesTheRestOfTheStepUndone() {
        Recorded recorded = run(new Moment.OnMark("fan-out", false, "n2", 3, 1, 0, 0), null, new Fault.Kill("@marker"));

        List<String> log = recorded.lines("n2.0");
        assertThat(log.getLast()).contains("\"name\":\"fan-out\",\"on\":true");
        assertThat(recorded.lines("n2.0", "\"name\":\"fan-out\",\"on\":true")).hasSize(3);
        String last = log.stream()
                .filter(line -> line.contains("\"e\":\"send\""))
                .reduce((one, other) -> other)
                .orElseThrow()
                .replaceAll(".*\"m\":\"([^\"]*)\".*", "$1");
        assertThat(recorded.lines("n1.0", "\"m\":\"" + last + "\"")).isEmpty();
        assertThat(recorded.lines("harness", "\"trigger\""))
                .singleElement()
                .asString()
                .contains("\"mark\":\"fan-out\",\"process\":\"n2.0\",\"occurrence\":3,\"inside\":true");
    }

    @Test
    void aCutAtAMarkStopsThePacketsOfTheSameStep() {
        Recorded recorded = run(
                new Moment.OnMark("fan-out", false, "n1", 2, 1, 0, 0),
                50L,
                new Fault.OneWayCut(List.of(new Link("@marker", "n3"))));

        String second = recorded.lines("n1.0", "\"e\":\"send\"").get(1).replaceAll(".*\"m\":\"([^\"]*)\".*", "$1");
        assertThat(recorded.lines("n2.0", "\"m\":\"" + second + "\"")).hasSize(1);
        assertThat(recorded.lines("n3.0", "\"m\":\"" + second + "\"")).isEmpty();
    }

    @Test
    void aFaultAfterADelayTellsThatThePhaseWasOver() {
        Recorded recorded = run(new Moment.OnMark("fan-out", false, "", 1, 1, 300, 0), null, new Fault.Kill("@marker"));

        assertThat(recorded.lines("harness", "\"trigger\""))
                .singleElement()
                .asString()
                .contains("\"inside\":false");
    }

    @Test
    void aProcessComesBackSomeTimeAfterItsEnd() {
        Recorded recorded = new Recorded();
        FaultPlan plan = new FaultPlan(
                List.of(
                        new PlannedFault(1, 300, null, new Fault.Kill("n3"), true),
                        new PlannedFault(
                                2,
                                new Moment.OnMark("exit", false, "", 1, 1, 100_000, 0),
                                null,
                                new Fault.Join("@marker"),
                                true)),
                List.of());
        Simulation.run(
                Scenario.of("marking", "reliable", "fifo", 3, 1, new Workload(50, 32, 64, 1_000))
                        .withNetwork(PERFECT)
                        .withBudgets(SHORT)
                        .withPlan(plan),
                options -> new Marking(),
                recorded);

        assertThat(recorded.lines("n3.1").getFirst()).contains("\"e\":\"start\"");
    }
}
