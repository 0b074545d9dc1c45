package dev.maat.scenario.conductor.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final long SECOND = 1_000_000_000L;

    private static Roster running(int size) {
        return running(size, size);
    }

    /** Of so many nodes the first ones are a group. */
    private static Roster running(int size, int founders) {
        List<String> nodes = Scenario.nodeNames(size);
        List<String> names = nodes.subList(0, founders);
        Roster roster = new Roster(nodes, names);
        List<String> members = names.stream().map(name -> name + ".0").toList();
        for (String name : names) {
            roster.node(name).started(name + ".0");
        }
        install(roster, 0, 1, members);
        roster.noteCalm(2 * SECOND, false);
        return roster;
    }

    private static void install(Roster roster, long now, int seq, List<String> members) {
        for (String process : members) {
            roster.installed(now, roster.of(process), new NodeState.SeenView(seq + "@n1.0", seq, members, true));
        }
    }

    private static void kill(Roster roster, String node, long now) {
        assertThat(roster.affordsDeathOf(roster.node(node))).isTrue();
        roster.node(node).exited();
        roster.died(now, roster.node(node));
    }

    @Test
    void theOnlyInstallerOfAViewMayDieOnlyWhileAQuorumOfTheViewBeforeLives() {
        Roster pair = running(3, 2);
        pair.installed(3 * SECOND, pair.node("n1"), view(2, "n1.0", "n2.0", "n3.0"));
        assertThat(pair.affordsDeathOf(pair.node("n1")))
                .as("n2 alone is no quorum of the view of both, and cannot learn the next one")
                .isFalse();

        Roster trio = running(3);
        trio.installed(3 * SECOND, trio.node("n1"), view(2, "n1.0", "n2.0", "n3.0"));
        assertThat(trio.affordsDeathOf(trio.node("n1"))).isTrue();
    }

    private static NodeState.SeenView view(int seq, String... members) {
        return new NodeState.SeenView(seq + "@n1.0", seq, List.of(members), true);
    }

    @Test
    void deathsInACalmGroupAreAffordedAsLongAsAQuorumLives() {
        Roster roster = running(5);

        kill(roster, "n5", 3 * SECOND);
        kill(roster, "n1", 3 * SECOND);
        assertThat(roster.affordsDeathOf(roster.node("n2"))).isFalse();
    }

    @Test
    void halfOfAViewIsAQuorumOnlyWithItsFirstMember() {
        Roster roster = running(2);

        assertThat(roster.affordsDeathOf(roster.node("n1"))).isFalse();
        assertThat(roster.affordsDeathOf(roster.node("n2"))).isTrue();
    }

    @Test
    void aDeathIsNotAffordedThatCostsAViewWithoutTheLeaversItsQuorum() {
        Roster roster = running(3);
        assertThat(roster.affordsDeathOf(roster.node("n2"))).isTrue();

        roster.node("n1").leaving();

        assertThat(roster.affordsDeathOf(roster.node("n2"))).isFalse();
        assertThat(roster.affordsDeathOf(roster.node("n3"))).isTrue();
        assertThat(roster.affordsDeathOf(roster.node("n1"))).isTrue();
    }

    @Test
    void aLeaveIsNotAffordedThatCostsAViewWithTheDeadItsQuorum() {
        Roster roster = running(5);
        assertThat(roster.affordsLeaveOf(roster.node("n5"))).isTrue();

        kill(roster, "n1", 3 * SECOND);
        assertThat(roster.affordsLeaveOf(roster.node("n5"))).isTrue();
        kill(roster, "n2", 3 * SECOND);
        assertThat(roster.affordsLeaveOf(roster.node("n5")))
                .as("a view of n1 to n4 has two that live, and not its first")
                .isFalse();

        install(roster, 4 * SECOND, 2, List.of("n3.0", "n4.0", "n5.0"));
        assertThat(roster.affordsLeaveOf(roster.node("n5"))).isTrue();
    }

    @Test
    void aLeaverThatDiesCountsAsAMemberOfTheNextViewBecauseItsLeaveMayNotBeKnownThere() {
        Roster roster = running(5);
        kill(roster, "n1", 3 * SECOND);
        roster.node("n2").leaving();
        roster.node("n3").leaving();

        assertThat(roster.affordsDeathOf(roster.node("n3"))).isFalse();
    }

    @Test
    void fewerDeathsAreAffordedWhileLinksAreBrokenBecauseAnAdoptedViewMayBeSmall() {
        Roster roster = running(5);
        roster.disturbed(3 * SECOND);

        kill(roster, "n5", 3 * SECOND);
        assertThat(roster.affordsDeathOf(roster.node("n4"))).isFalse();
        Roster three = running(3);
        three.disturbed(3 * SECOND);
        assertThat(three.affordsDeathOf(three.node("n3"))).isFalse();
    }

    @Test
    void calmReturnsOnceAllRunningProcessesAreTheNewestViewAndNoEventHappenedForAWhile() {
        Roster roster = running(5);
        roster.disturbed(3 * SECOND);
        kill(roster, "n5", 3 * SECOND);
        roster.noteCalm(10 * SECOND, false);
        assertThat(roster.affordsDeathOf(roster.node("n4"))).isFalse();

        install(roster, 11 * SECOND, 2, List.of("n1.0", "n2.0", "n3.0", "n4.0"));
        roster.noteCalm(11 * SECOND, false);
        assertThat(roster.affordsDeathOf(roster.node("n4"))).isFalse();
        roster.noteCalm(13 * SECOND, false);
        assertThat(roster.affordsDeathOf(roster.node("n4"))).isTrue();
    }

    @Test
    void aProcessThatDiedBeforeTheNewestViewWasInstalledCannotBeInTheNextOne() {
        Roster roster = running(5);
        roster.disturbed(3 * SECOND);
        kill(roster, "n5", 3 * SECOND);
        assertThat(roster.affordsDeathOf(roster.node("n4"))).isFalse();

        roster.node("n5").started("n5.1");
        install(roster, 4 * SECOND, 2, List.of("n1.0", "n2.0", "n3.0", "n4.0", "n5.1"));
        kill(roster, "n4", 5 * SECOND);
        assertThat(roster.affordsDeathOf(roster.node("n3"))).isFalse();
    }

    @Test
    void aNewcomerThatDiesMayStillBeNamedInTheNextView() {
        Roster roster = running(5);
        roster.disturbed(3 * SECOND);
        kill(roster, "n5", 3 * SECOND);
        roster.node("n5").started("n5.1");
        roster.node("n5").exited();
        roster.died(4 * SECOND, roster.node("n5"));

        install(roster, 5 * SECOND, 2, List.of("n1.0", "n2.0", "n3.0", "n4.0"));
        assertThat(roster.affordsDeathOf(roster.node("n4"))).isFalse();
    }

    @Test
    void aCoreThatNobodyCanTellOfTheNewestViewIsExtendedByTheMembersThatDecidedIt() {
        Roster roster = running(5);
        kill(roster, "n5", 3 * SECOND);
        roster.node("n5").started("n5.1");
        roster.installed(4 * SECOND, roster.node("n1"), view(2, "n1.0", "n2.0", "n3.0", "n4.0", "n5.1"));
        kill(roster, "n1", 4 * SECOND);

        CoreChoice core = new CoreChoice(roster, List.of("n2"));

        assertThat(core.core())
                .as("n3, n4 and n5 are a quorum of the view that n1 alone installed, and none of the view before it")
                .containsExactly("n2", "n3", "n4", "n5");
        assertThat(core.hasQuorum()).isTrue();
    }

    @Test
    void aRestartedNodeIsNotAMemberOfItsFormerProcessesView() {
        Roster roster = running(3);
        kill(roster, "n3", 3 * SECOND);
        roster.node("n3").started("n3.1");

        assertThat(roster.affordsDeathOf(roster.node("n2"))).isFalse();
        assertThat(roster.hasQuorum(List.of("n3", "n2"))).isFalse();
        assertThat(roster.hasQuorum(List.of("n1", "n2"))).isTrue();
    }

    @Test
    void theLastMemberOfTheNewestViewMayNotLeaveThoughProcessesThatWereLeftBehindRun() {
        Roster roster = running(3);
        assertThat(roster.affordsLeaveOf(roster.node("n2"))).isTrue();

        install(roster, 3 * SECOND, 2, List.of("n2.0"));

        assertThat(roster.affordsLeaveOf(roster.node("n2"))).isFalse();
    }

    @Test
    void aNewcomerMayNotDieWhereItsViewWouldLoseItsQuorumThoughNoProcessHasInstalledThatView() {
        Roster roster = running(3);
        install(roster, 3 * SECOND, 2, List.of("n1.0", "n2.0"));
        roster.node("n3").exited();
        roster.node("n3").started("n3.1");
        assertThat(roster.affordsDeathOf(roster.node("n3"))).isTrue();

        roster.node("n2").doomed();

        assertThat(roster.affordsDeathOf(roster.node("n3"))).isFalse();
    }

    @Test
    void aNewcomerMayNotDieWhereItsViewGoesWithoutALeaverThatKeepsTheQuorum() {
        Roster roster = fourOfFiveAndANewcomer();
        roster.node("n2").leaving();

        kill(roster, "n1", 4 * SECOND);

        assertThat(roster.affordsDeathOf(roster.node("n5")))
                .as("a view of n1, n3, n4 and n5 has two that live, and not its first")
                .isFalse();
    }

    @Test
    void aLeaveIsNotAffordedThatCostsAViewWithADeadNewcomerItsQuorum() {
        Roster roster = fourOfFiveAndANewcomer();
        kill(roster, "n5", 4 * SECOND);
        assertThat(roster.affordsLeaveOf(roster.node("n2"))).isTrue();

        kill(roster, "n1", 4 * SECOND);

        assertThat(roster.affordsLeaveOf(roster.node("n2"))).isFalse();
    }

    private static Roster fourOfFiveAndANewcomer() {
        Roster roster = running(5);
        install(roster, 3 * SECOND, 2, List.of("n1.0", "n2.0", "n3.0", "n4.0"));
        roster.node("n5").exited();
        roster.node("n5").started("n5.1");
        return roster;
    }
}
