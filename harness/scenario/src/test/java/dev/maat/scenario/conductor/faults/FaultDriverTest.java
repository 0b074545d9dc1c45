package dev.maat.scenario.conductor.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Link;
import dev.maat.faults.Marks;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.group.Roster;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultDriverTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final List<String> NODES = List.of("n1", "n2", "n3");
    private static final List<String> MEMBERS = List.of("n1.0", "n2.0", "n3.0");

    private final Roster roster = new Roster(NODES, NODES);
    private final List<Action> actions = new ArrayList<>();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    private FaultDriver driver(PlannedFault... faults) {
        for (String process : MEMBERS) {
            NodeState node = roster.of(process);
            node.started(process);
            roster.installed(0, node, new NodeState.SeenView("1@n1.0", 1, MEMBERS, true));
        }
        FaultDriver driver = new FaultDriver(
                new FaultPlan(List.of(faults), List.of()).faults(),
                new SeedDraw(1),
                roster,
                new HarnessRecorder((buffer, length) -> lines.write(buffer, 0, length), () -> 0),
                actions::add);
        driver.begin(0);
        return driver;
    }

    private static PlannedFault at(int id, long millis, Fault fault) {
        return new PlannedFault(id, millis, null, fault, false);
    }

    private String written() {
        return lines.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFaultIsInjectedWhenItsTimeHasCome() {
        FaultDriver driver = driver(at(1, 1_000, new Fault.Pause("n3")));

        driver.drive(SECOND - 1);
        assertThat(actions).isEmpty();
        assertThat(driver.deadline(SECOND - 1)).isEqualTo(SECOND);
        driver.drive(SECOND);
        assertThat(actions).containsExactly(new Action.Inject(1, new Fault.Pause("n3")));
        assertThat(driver.isPlanDone()).isTrue();
        assertThat(driver.isIdle()).isFalse();
    }

    @Test
    void aLastingFaultIsHealedItsTimeAfterItWasConfirmed() {
        FaultDriver driver = driver(new PlannedFault(1, 1_000, 500L, new Fault.Pause("n3"), false));
        driver.drive(SECOND);
        driver.injected(2 * SECOND, 1, FaultEffect.NOTHING);

        assertThat(driver.deadline(2 * SECOND)).isEqualTo(2_500 * MILLI);
        driver.drive(2_500 * MILLI);
        assertThat(actions).endsWith(new Action.Heal(1));
        driver.healed(3 * SECOND, 1, FaultEffect.NOTHING);
        assertThat(driver.isIdle()).isTrue();
    }

    @Test
    void aDeathThatTheGroupCannotAffordIsTriedAgainAndThenWithheld() {
        FaultDriver driver = driver(at(1, 1_000, new Fault.Kill("n2")), at(2, 1_000, new Fault.Kill("n3")));
        driver.drive(SECOND);

        assertThat(actions).containsExactly(new Action.Inject(1, new Fault.Kill("n2")));
        assertThat(driver.deadline(SECOND)).isEqualTo(1_100 * MILLI);
        driver.drive(3_999 * MILLI);
        assertThat(driver.isPlanDone()).isFalse();
        assertThat(driver.deadline(3_999 * MILLI)).isEqualTo(4 * SECOND);
        driver.drive(4 * SECOND);
        assertThat(driver.isPlanDone()).isTrue();
        assertThat(written()).contains("the group could not afford it, or its node was not ready");
    }

    @Test
    void aFaultWaitsForTheFaultsOfItsNodeThatFellDueBefore() {
        FaultDriver driver = driver(
                at(1, 1_000, new Fault.Kill("n2")),
                at(2, 1_000, new Fault.Kill("n3")),
                at(3, 1_000, new Fault.Join("n3")),
                at(4, 1_000, new Fault.Pause("n1")));
        driver.drive(SECOND);

        assertThat(written()).doesNotContain("n3 runs already");
        assertThat(actions).contains(new Action.Inject(4, new Fault.Pause("n1")));
    }

    @Test
    void aRestartHasItsNodeStartedAfterItsDownTime() {
        FaultDriver driver = driver(at(1, 1_000, new Fault.Restart("n3", 700)));
        driver.drive(SECOND);
        assertThat(actions).containsExactly(new Action.Inject(1, new Fault.Kill("n3")));

        driver.injected(SECOND, 1, FaultEffect.once("killed", "n3"));
        roster.node("n3").exited();
        driver.exited(2 * SECOND, roster.node("n3"), 1);
        assertThat(roster.node("n3").restartAtNanos()).isEqualTo(2_700 * MILLI);
    }

    @Test
    void aPauseIsHealedWhenItsProcessIsGone() {
        FaultDriver driver = driver(at(1, 1_000, new Fault.Pause("n3")));
        driver.drive(SECOND);
        driver.injected(SECOND, 1, FaultEffect.NOTHING);
        roster.node("n3").exited();
        driver.exited(2 * SECOND, roster.node("n3"), null);

        assertThat(actions).endsWith(new Action.Heal(1));
    }

    @Test
    void aFaultThatIsNotPartOfThePlanGetsTheNextIdAndNoReport() {
        FaultDriver driver = driver(at(7, 1_000, new Fault.Pause("n3")));

        assertThat(driver.extra(2 * SECOND, new Fault.Kill("n2"))).isEqualTo(8);
        assertThat(roster.node("n2").life()).isEqualTo(NodeState.Life.DOOMED);
        assertThat(driver.extra(7_200 * SECOND, new Fault.Kill("n1"))).isEqualTo(9);

        driver.injected(7_201 * SECOND, 8, FaultEffect.NOTHING);
        assertThat(driver.reports()).isEmpty();
    }

    @Test
    void aConfirmationWithoutARequestIsAnError() {
        FaultDriver driver = driver();

        assertThatThrownBy(() -> driver.injected(SECOND, 1, FaultEffect.NOTHING))
                .hasMessageContaining("fault 1");
        assertThatThrownBy(() -> driver.healed(SECOND, 1, FaultEffect.NOTHING)).hasMessageContaining("fault 1");
    }

    private static PlannedFault on(int id, Moment.OnMark when, Fault fault) {
        return new PlannedFault(id, when, null, fault, false);
    }

    /** As the conductor does it: the roster knows first. */
    private boolean enters(FaultDriver driver, long now, String process, String phase) {
        roster.of(process).signs().phase(now, phase, true);
        boolean fell = driver.noticed(now, new Observation.InPhase(process, phase, true));
        driver.drive(now);
        return fell;
    }

    @Test
    void aFaultFallsAtTheNthOccurrenceOfItsMarkAndAtEachOfSoMany() {
        FaultDriver driver = driver(on(
                1,
                new Moment.OnMark("flush", false, "", 2, 2, 0, 0),
                new Fault.OneWayCut(List.of(new Link("@marker", "@rest")))));

        assertThat(enters(driver, SECOND, "n1.0", "flush")).isFalse();
        assertThat(actions).isEmpty();
        assertThat(enters(driver, SECOND, "n2.0", "flush")).isTrue();
        assertThat(enters(driver, SECOND, "n3.0", "flush")).isTrue();
        assertThat(enters(driver, SECOND, "n1.0", "flush")).isFalse();

        assertThat(actions)
                .containsExactly(
                        new Action.Inject(1, new Fault.OneWayCut(List.of(new Link("n2", "n1"), new Link("n2", "n3")))),
                        new Action.Inject(2, new Fault.OneWayCut(List.of(new Link("n3", "n1"), new Link("n3", "n2")))));
        for (int id = 1; id <= 2; id++) {
            driver.injected(SECOND, id, FaultEffect.NOTHING);
        }
        driver.healAll(SECOND);
        for (int id = 1; id <= 2; id++) {
            driver.healed(SECOND, id, FaultEffect.NOTHING);
        }
        assertThat(driver.reports())
                .as("each fall is reported as the fault of the plan")
                .extracting(report -> report.planned().id())
                .containsExactly(1, 1);
    }

    @Test
    void onceTheWorkloadIsOverAFaultThatHasFallenFallsNoMoreAndOneThatHasNotFallsOnce() {
        FaultDriver driver = driver(
                on(1, new Moment.OnMark("flush", false, "", 1, 1_000, 0, 0), new Fault.Pause("n2")),
                on(2, new Moment.OnMark("accept", false, "", 1, 1_000, 500, 0), new Fault.Pause("n3")));

        assertThat(enters(driver, SECOND, "n1.0", "flush")).isTrue();
        driver.endRepeats();

        assertThat(enters(driver, 2 * SECOND, "n1.0", "flush")).isFalse();
        assertThat(enters(driver, 2 * SECOND, "n1.0", "accept")).isTrue();
        assertThat(enters(driver, 2 * SECOND, "n1.0", "accept"))
                .as("the first fall is still to come")
                .isFalse();
        driver.drive(3 * SECOND);
        assertThat(actions)
                .containsExactly(
                        new Action.Inject(1, new Fault.Pause("n2")), new Action.Inject(2, new Fault.Pause("n3")));
        assertThat(driver.isPlanDone()).isTrue();
    }

    @Test
    void onceTheWorkloadIsOverAFaultThatMissesIsTriedOnceMoreOnly() {
        FaultDriver driver =
                driver(on(1, new Moment.OnMark("flush", false, "", 1, 1_000, 500, 0), new Fault.Kill("@joiner")));
        driver.endRepeats();

        assertThat(enters(driver, SECOND, "n1.0", "flush")).isTrue();
        driver.drive(2 * SECOND);
        assertThat(actions).as("nobody joins").isEmpty();
        assertThat(enters(driver, 2 * SECOND, "n1.0", "flush")).isFalse();
        assertThat(driver.isPlanDone()).isTrue();
    }

    @Test
    void onceTheWorkloadIsOverNodesStillComeBackAtTheEndOfTheirProcesses() {
        FaultDriver driver =
                driver(on(1, new Moment.OnMark(Marks.EXIT, false, "", 1, 1_000, 0, 0), new Fault.Join("@marker")));
        driver.endRepeats();

        for (String node : List.of("n2", "n3")) {
            roster.node(node).exited();
            assertThat(driver.noticed(SECOND, new Observation.Exited(node + ".0", null, null)))
                    .isTrue();
            driver.drive(SECOND);
            assertThat(roster.node(node).restartAtNanos()).isEqualTo(SECOND);
        }
    }

    @Test
    void aFaultWaitsItsDelayAfterTheMarkAndThenTellsWhetherThePhaseWasStillOn() {
        FaultDriver driver =
                driver(on(1, new Moment.OnMark("accept", false, "n2", 1, 1, 500, 0), new Fault.Pause("@marker")));

        assertThat(enters(driver, SECOND, "n1.0", "accept")).isFalse();
        assertThat(enters(driver, SECOND, "n2.0", "accept")).isTrue();
        assertThat(actions).isEmpty();
        assertThat(driver.deadline(SECOND)).isEqualTo(SECOND + 500_000);
        assertThat(driver.isPlanDone()).isFalse();
        driver.drive(SECOND + 500_000);
        assertThat(actions).containsExactly(new Action.Inject(1, new Fault.Pause("n2")));

        roster.node("n2").signs().phase(SECOND + 600_000, "accept", false);
        driver.injected(SECOND + 700_000, 1, FaultEffect.NOTHING);
        assertThat(written())
                .contains("\"trigger\":{\"mark\":\"accept\",\"process\":\"n2.0\",\"occurrence\":1,\"inside\":false}");
    }

    @Test
    void anOccurrenceThatTheGroupCannotAffordDoesNotCount() {
        FaultDriver driver = driver(
                at(1, 1_000, new Fault.Kill("n2")), on(2, Moment.OnMark.first("flush"), new Fault.Kill("@marker")));
        driver.drive(SECOND);
        assertThat(actions).hasSize(1);

        enters(driver, SECOND, "n3.0", "flush");
        assertThat(actions).hasSize(1);
        driver.healAll(2 * SECOND);
        assertThat(written()).contains("'flush' was seen 1 times; the last time the group could not afford it");
    }

    @Test
    void aMomentThatNeverComesSkipsItsFaultAndHoldsNothingUp() {
        FaultDriver driver = driver(on(1, Moment.OnMark.first("no-such-phase"), new Fault.Kill("n2")));

        assertThat(driver.isPlanDone()).isTrue();
        driver.healAll(SECOND);
        assertThat(driver.reports())
                .singleElement()
                .satisfies(report -> assertThat(report.done()).isFalse());
        assertThat(written()).contains("its moment never came: 'no-such-phase' was seen 0 of 1 times");
    }

    @Test
    void rolesAreCastWhenTheMarkComes() {
        FaultDriver driver = driver(
                on(1, Moment.OnMark.first("propose"), new Fault.Pause("@next-coordinator")),
                on(
                        2,
                        Moment.OnMark.first("propose"),
                        new Fault.Partition(List.of(List.of("@minority"), List.of("@majority")))),
                on(3, Moment.OnMark.first("propose"), new Fault.Pause("@joiner")));

        enters(driver, SECOND, "n2.0", "propose");

        assertThat(actions)
                .containsExactly(
                        new Action.Inject(1, new Fault.Pause("n3")),
                        new Action.Inject(2, new Fault.Partition(List.of(List.of("n2"), List.of("n1", "n3")))));
        driver.healAll(2 * SECOND);
        assertThat(written()).contains("no node plays @joiner");
    }
}
