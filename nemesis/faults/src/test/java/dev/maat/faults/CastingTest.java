package dev.maat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CastingTest {
    private static final Map<Role, List<String>> COMPANY = Map.of(
            Role.MARKER,
            List.of("n2"),
            Role.REST,
            List.of("n1", "n3"),
            Role.JOINER,
            List.of(),
            Role.OTHER,
            List.of("n3"),
            Role.COORDINATOR,
            List.of("n2"));

    private static Fault cast(Fault fault) throws Casting.VacantException {
        return new Casting(role -> COMPANY.getOrDefault(role, List.of())).cast(fault);
    }

    @Test
    void aRoleOfSeveralNodesStandsForAllLinksBetweenThem() throws Casting.VacantException {
        assertThat(cast(new Fault.OneWayCut(List.of(new Link("@marker", "@rest")))))
                .isEqualTo(new Fault.OneWayCut(List.of(new Link("n2", "n1"), new Link("n2", "n3"))));
    }

    @Test
    void aNodeThatIsInAnEarlierGroupIsLeftOutOfALaterOne() throws Casting.VacantException {
        assertThat(cast(new Fault.Partition(List.of(List.of("@marker", "n1"), List.of("@rest")))))
                .isEqualTo(new Fault.Partition(List.of(List.of("n2", "n1"), List.of("n3"))));
    }

    @Test
    void aFaultOfOneNodeTakesTheFirstPlayer() throws Casting.VacantException {
        assertThat(cast(new Fault.Kill("@rest"))).isEqualTo(new Fault.Kill("n1"));
        assertThat(cast(new Fault.Kill("n9"))).isEqualTo(new Fault.Kill("n9"));
    }

    @Test
    void aRoleThatNoNodePlaysIsNamed() {
        assertThatThrownBy(() -> cast(new Fault.Pause("@joiner")))
                .isInstanceOf(Casting.VacantException.class)
                .hasMessageContaining("@joiner");
    }

    @Test
    void aLinkToTheNodeThatPlaysTheRoleLeavesTheFaultWithoutAnyLink() {
        assertThatThrownBy(() -> cast(new Fault.OneWayCut(List.of(new Link("@marker", "n2")))))
                .isInstanceOf(Casting.VacantException.class)
                .hasMessage("the fault has no link: @marker is n2");
        assertThatThrownBy(() -> cast(new Fault.OneWayCut(List.of(new Link("@coordinator", "@marker")))))
                .hasMessage("the fault has no link: @coordinator as well as @marker is n2");
    }

    @Test
    void aRoleIsAskedForOnceInAFault() throws Casting.VacantException {
        List<Role> asked = new ArrayList<>();
        Casting casting = new Casting(role -> {
            asked.add(role);
            return List.of("n" + asked.size());
        });

        Fault cut = casting.cast(new Fault.Loss(List.of(new Link("@other", "n7"), new Link("n8", "@other")), 5));

        assertThat(cut).isEqualTo(new Fault.Loss(List.of(new Link("n1", "n7"), new Link("n8", "n1")), 5));
        assertThat(asked).containsExactly(Role.OTHER);
    }

    @Test
    void aRoleWithoutAMarkIsRefusedAndSoIsAnUnknownOne() {
        assertThatThrownBy(() -> new PlannedFault(1, 100, null, new Fault.Kill("@marker"), false))
                .hasMessageContaining("@marker")
                .hasMessageContaining("\"when\"");
        PlannedFault unknown =
                new PlannedFault(1, Moment.OnMark.first("flush"), null, new Fault.Kill("@leader"), false);
        assertThatThrownBy(() -> new FaultPlan(List.of(unknown), List.of()).requireNodes(List.of("n1")))
                .hasMessageContaining("@leader")
                .hasMessageContaining("@coordinator");
    }
}
