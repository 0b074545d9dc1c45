package dev.maat.scenario.conductor.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StaticGroupTest {
    private static final long SECOND = 1_000_000_000L;
    private static final List<String> NODES = List.of("n1", "n2", "n3", "n4", "n5");

    private static Roster started(boolean resumes) {
        Roster roster = Roster.ofStaticGroup(NODES, resumes);
        NODES.forEach(node -> roster.started(0, roster.node(node), node + ".0"));
        return roster;
    }

    private static void die(Roster roster, String node) {
        roster.died(SECOND, roster.node(node));
        roster.node(node).exited();
    }

    private static CoreChoice core(Roster roster, String... outside) {
        return new CoreChoice(roster, List.of(outside));
    }

    @Test
    void aStartedProcessMayMulticastWithoutAView() {
        Roster roster = started(false);

        assertThat(roster.areGathered(NODES)).isTrue();
        assertThat(roster.node("n1").mayMulticast()).isTrue();
        assertThat(roster.viewsInstalled()).isZero();
    }

    @Test
    void aViewThatAProcessInstallsNeverthelessMeansNothing() {
        Roster roster = started(false);
        roster.installed(SECOND, roster.node("n1"), new NodeState.SeenView("7@n1.0", 7, List.of("n1.0"), true));

        assertThat(roster.hasQuorum(List.of("n1"))).isFalse();
        assertThat(roster.hasQuorum(List.of("n1", "n2", "n3"))).isTrue();
        assertThat(roster.viewsInstalled()).isZero();
    }

    @Test
    void deathsAreAffordableAsLongAsAMajorityOfAllNodesLives() {
        Roster roster = started(false);
        roster.disturbed(SECOND);

        assertThat(roster.affordsDeathOf(roster.node("n5"))).isTrue();
        die(roster, "n5");
        assertThat(roster.affordsDeathOf(roster.node("n4"))).isTrue();
        die(roster, "n4");
        assertThat(roster.affordsDeathOf(roster.node("n3"))).isFalse();
    }

    @Test
    void aCoreThatRunsIsAtRestThoughAMemberIsDead() {
        Roster roster = started(false);
        die(roster, "n5");
        CoreChoice core = core(roster);

        assertThat(core.core()).containsExactly("n1", "n2", "n3", "n4");
        assertThat(core.hasQuorum()).isTrue();
        assertThat(core.isAtRest(false)).isTrue();
        roster.node("n1").sends().next();
        assertThat(core.isAtRest(false)).isFalse();
        assertThat(core.isAtRest(true)).isTrue();
    }

    @Test
    void aRestartedProcessIsNotOfTheGroupAndIsCutOffFromTheCore() {
        Roster roster = started(false);
        die(roster, "n2");
        roster.started(2 * SECOND, roster.node("n2"), "n2.1");
        CoreChoice core = core(roster, "n3");

        assertThat(roster.node("n2").mayMulticast()).isFalse();
        assertThat(core.core()).containsExactly("n1", "n4", "n5");
        assertThat(core.cutOff()).containsExactly("n3", "n2");
        assertThat(core.stragglers()).isEmpty();
    }

    @Test
    void aNodeThatIsStillToRestartIsNotOfTheCoreEither() {
        Roster roster = started(false);
        die(roster, "n2");
        roster.node("n2").restartAt(3 * SECOND);

        assertThat(core(roster).core()).containsExactly("n1", "n3", "n4", "n5");
        assertThat(core(roster).cutOff()).containsExactly("n2");
    }

    @Test
    void whereNodesResumeARestartedProcessIsTheSameMember() {
        Roster roster = started(true);
        die(roster, "n2");
        assertThat(roster.hasQuorum(List.of("n1", "n2", "n3"))).isFalse();
        roster.started(2 * SECOND, roster.node("n2"), "n2.1");

        assertThat(roster.node("n2").mayMulticast()).isTrue();
        assertThat(roster.hasQuorum(List.of("n1", "n2", "n3"))).isTrue();
        assertThat(core(roster).core()).containsExactlyElementsOf(NODES);
        assertThat(core(roster).isAtRest(false)).isTrue();
    }
}
