package dev.maat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SwarmTest {
    private static final List<String> NODES = List.of("n1", "n2", "n3", "n4", "n5");
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

    @Property(tries = 300)
    void theSameSeedGivesTheSamePlan(@ForAll long seed) {
        Swarm swarm = new Swarm(NODES, 4, 30_000, ALL, Swarm.Presence.DRAWN);

        assertThat(swarm.draw(seed)).isEqualTo(swarm.draw(seed));
    }

    @Property(tries = 300)
    void aMajorityOfTheNodesIsAliveInTheEnd(@ForAll long seed, @ForAll @IntRange(min = 1, max = 7) int size) {
        List<String> nodes = names(size);
        FaultPlan plan = new Swarm(nodes, size, 60_000, ALL, Swarm.Presence.EVERY_KIND).draw(seed);

        plan.requireNodes(nodes);
        Set<String> gone = new TreeSet<>(plan.outside());
        for (PlannedFault planned : plan.faults()) {
            switch (planned.fault()) {
                case Fault.Kill kill -> gone.add(kill.node());
                case Fault.CrashPoint crash -> gone.add(crash.node());
                case Fault.Leave leave -> gone.add(leave.node());
                case Fault.Join join -> gone.remove(join.node());
                case Fault.Restart restart -> gone.remove(restart.node());
                default -> {}
            }
        }
        assertThat(gone.size()).isLessThanOrEqualTo((size - 1) / 2);
    }

    @Test
    void onlyAllowedKindsAreDrawn() {
        Swarm swarm =
                new Swarm(NODES, 5, 30_000, EnumSet.of(FaultKind.LOSS, FaultKind.KILL), Swarm.Presence.EVERY_KIND);

        for (long seed = 0; seed < 200; seed++) {
            assertThat(swarm.draw(seed).kinds()).isSubsetOf(FaultKind.LOSS, FaultKind.KILL);
        }
    }

    @Test
    void eachKindIsAbsentFromSomePlansAndPresentInOthers() {
        Swarm swarm = new Swarm(NODES, 4, 30_000, ALL, Swarm.Presence.DRAWN);
        Map<FaultKind, Integer> plansWith = new EnumMap<>(FaultKind.class);
        for (long seed = 0; seed < 400; seed++) {
            swarm.draw(seed).kinds().forEach(kind -> plansWith.merge(kind, 1, Integer::sum));
        }

        for (FaultKind kind : FaultKind.values()) {
            int minPlans = kind == FaultKind.JOIN ? 400 : 120;
            assertThat(plansWith.getOrDefault(kind, 0)).as(kind.word()).isBetween(minPlans, 400);
        }
        assertThat(plansWith.get(FaultKind.PARTITION)).isLessThan(280);
    }

    @Test
    void everyLastingFaultIsHealedAndLiesInTheWindow() {
        FaultPlan plan = new Swarm(NODES, 5, 30_000, ALL, Swarm.Presence.EVERY_KIND).draw(7);

        assertThat(plan.faults()).allSatisfy(planned -> {
            assertThat(planned.forMillis() != null)
                    .isEqualTo(planned.fault().kind().lasting());
            assertThat(planned.moment().earliestMillis()).isBetween(0L, 34_200L);
        });
    }

    @Test
    void mostPartitionsLastLongEnoughToBeSuspectedAndSomeDoNot() {
        Swarm swarm = new Swarm(NODES, 5, 30_000, EnumSet.of(FaultKind.PARTITION), Swarm.Presence.EVERY_KIND);
        int partitions = 0;
        int suspected = 0;
        for (long seed = 0; seed < 300; seed++) {
            for (PlannedFault planned : swarm.draw(seed).faults()) {
                partitions++;
                suspected += planned.forMillis() >= 2_000 ? 1 : 0;
            }
        }

        assertThat(suspected * 100 / partitions).isBetween(75, 90);
    }

    private static List<String> names(int size) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            names.add("n" + i);
        }
        return names;
    }
}
