package dev.maat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AimTest {
    private static final List<String> NODES = List.of("n1", "n2", "n3", "n4", "n5");
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);
    private static final long WINDOW_MILLIS = 30_000;

    private static FaultPlan aimed(FaultKind kind, FaultPlan plan, long seed) {
        return new Aim(kind, "accept").into(plan, NODES, 4, WINDOW_MILLIS, ALL, seed);
    }

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void aFaultOfAnyKindWaitsForTheMomentThatItIsAimedAt(FaultKind kind) {
        for (long seed = 1; seed <= 20; seed++) {
            FaultPlan plan = aimed(kind, FaultPlan.NONE, seed);

            plan.requireNodes(NODES);
            assertThat(plan.faults())
                    .anyMatch(each -> each.fault().kind() == kind
                            && each.moment() instanceof Moment.OnMark when
                            && when.mark().equals("accept"));
        }
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(aimed(FaultKind.PARTITION, FaultPlan.NONE, 7))
                .isEqualTo(aimed(FaultKind.PARTITION, FaultPlan.NONE, 7));
        assertThat(aimed(FaultKind.PARTITION, FaultPlan.NONE, 7))
                .isNotEqualTo(aimed(FaultKind.PARTITION, FaultPlan.NONE, 8));
    }

    @Test
    void theFaultsOfTheDrawnPlanStayUnderTheirIds() {
        PlannedFault pause = new PlannedFault(9, 2_000, 300L, new Fault.Pause("n2"), false);

        FaultPlan plan = aimed(FaultKind.KILL, new FaultPlan(List.of(pause), List.of("n5")), 3);

        assertThat(plan.faults()).contains(pause);
        assertThat(plan.outside()).containsExactly("n5");
    }

    @Test
    void leavesAndFaultsAtMomentsDoNotMeet() {
        PlannedFault leave = new PlannedFault(1, 2_000, null, new Fault.Leave("n2"), false);
        PlannedFault ambush =
                new PlannedFault(2, Moment.OnMark.first("propose"), null, new Fault.Kill("@coordinator"), false);
        FaultPlan both = new FaultPlan(List.of(leave, ambush), List.of());

        assertThat(aimed(FaultKind.KILL, both, 3).faults()).contains(ambush).doesNotContain(leave);
        assertThat(aimed(FaultKind.LEAVE, both, 3).faults()).contains(leave).doesNotContain(ambush);
    }
}
