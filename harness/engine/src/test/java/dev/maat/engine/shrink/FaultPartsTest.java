package dev.maat.engine.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.faults.Ambush;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultKind;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Link;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import dev.maat.faults.Swarm;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FaultPartsTest {
    private static final List<String> NODES = Scenario.nodeNames(5);

    private static List<PlannedFault> drawn(long seed) {
        List<PlannedFault> all =
                new ArrayList<>(new Swarm(NODES, 4, 30_000, EnumSet.allOf(FaultKind.class), Swarm.Presence.EVERY_KIND)
                        .draw(seed)
                        .faults());
        new Ambush(NODES, 4, 30_000, EnumSet.allOf(FaultKind.class))
                .draw(seed)
                .faults()
                .forEach(fault -> all.add(fault.withId(all.size() + 1_000)));
        return all;
    }

    @Property(tries = 50)
    void aPlanWithoutANodeDoesNotNameIt(@ForAll long seed) {
        Scenario whole = Scenario.of("any", "atomic", "total", 5, seed, Workload.of(50, 30_000))
                .withPlan(new FaultPlan(drawn(seed), List.of("n3")));

        Scenario rest = new Draft(whole).withoutNode("n3").made().orElseThrow();

        assertThat(rest.nodes()).containsExactly("n1", "n2", "n4", "n5");
        assertThat(rest.founders()).isEqualTo(4);
        assertThat(rest.plan().outside()).isEmpty();
        assertThat(rest.plan().faults())
                .isNotEmpty()
                .allSatisfy(fault -> assertThat(fault.fault().nodes()).doesNotContain("n3"));
    }

    @Property(tries = 50)
    void simplerFaultsComeToAnEnd(@ForAll long seed) {
        for (PlannedFault fault : drawn(seed)) {
            PlannedFault simplest = fault;
            int steps = 0;
            for (List<PlannedFault> next = FaultParts.simpler(simplest); !next.isEmpty(); steps++) {
                simplest = next.getLast();
                assertThat(steps).isLessThan(100);
                next = FaultParts.simpler(simplest);
            }
        }
    }

    @Test
    void aFaultOnLinksOfTheNodeAloneGoesAndIsNotOnAllLinks() {
        PlannedFault cut = new PlannedFault(1, 0, null, new Fault.OneWayCut(List.of(new Link("n1", "n2"))), false);
        PlannedFault loss = new PlannedFault(2, 0, null, new Fault.Loss(List.of(new Link("n2", "n3")), 10), false);

        assertThat(FaultParts.without(cut, "n2")).isEmpty();
        assertThat(FaultParts.without(loss, "n2")).isEmpty();
        assertThat(FaultParts.without(loss, "n1")).contains(loss);
    }

    @Test
    void aFaultAtAMarkOfTheNodeGoesWithIt() {
        PlannedFault fault = new PlannedFault(
                1, new Moment.OnMark("flush", false, "n2", 1, 1, 0, 0), null, new Fault.Kill("n1"), false);

        assertThat(FaultParts.without(fault, "n2")).isEmpty();
    }
}
