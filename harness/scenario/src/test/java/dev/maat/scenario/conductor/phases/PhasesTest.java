package dev.maat.scenario.conductor.phases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.recording.HarnessRecorder;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Link;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.scenario.conductor.group.CoreChoice;
import dev.maat.scenario.conductor.group.NodeState;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each phase alone, with a group and a deployment that do nothing by themselves. */
class PhasesTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final List<String> MEMBERS = List.of("n1.0", "n2.0", "n3.0");

    private final List<Action> actions = new ArrayList<>();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    private Run run(PlannedFault... faults) {
        return run(Budgets.DEFAULT, faults);
    }

    private Run run(Budgets budgets, PlannedFault... faults) {
        Scenario scenario = Scenario.of("fake", "atomic", "total", 3, 1, Workload.of(50, 5_000))
                .withBudgets(budgets)
                .withPlan(new FaultPlan(List.of(faults), List.of()));
        HarnessRecorder recorder = new HarnessRecorder((buffer, length) -> lines.write(buffer, 0, length), () -> 0);
        return new Run(scenario, recorder, actions::add);
    }

    private static PlannedFault pause() {
        return new PlannedFault(1, 1_000, null, new Fault.Pause("n3"), false);
    }

    private static void startAll(Run run) {
        for (String process : MEMBERS) {
            run.roster().of(process).started(process);
        }
    }

    private static void installAll(Run run, long now) {
        for (String process : MEMBERS) {
            NodeState.SeenView view = new NodeState.SeenView("1@n1.0", 1, MEMBERS, true);
            run.roster().installed(now, run.roster().of(process), view);
        }
    }

    private static CoreChoice core(Run run) {
        return new CoreChoice(run.roster(), List.of());
    }

    private List<Action.Multicast> multicasts() {
        return actions.stream()
                .filter(Action.Multicast.class::isInstance)
                .map(Action.Multicast.class::cast)
                .toList();
    }

    @Test
    void bootFailsAtItsDeadlineIfAFounderHasNotStarted() {
        Run run = run();
        Phase boot = Boot.enter(run, 0);
        run.roster().node("n1").started("n1.0");

        assertThat(boot.drive(SECOND)).isSameAs(boot);
        assertThat(boot.deadline(SECOND)).isEqualTo(60 * SECOND);
        assertThat(boot.drive(60 * SECOND)).isInstanceOf(Done.class);
        assertThat(run.harnessFailure()).isEqualTo("node n2 did not start within 60000 ms");
    }

    @Test
    void bootBeginsTheWorkloadAtItsDeadlineThoughTheFoundersHaveNotGathered() {
        Run run = run(Budgets.DEFAULT.withGatherMillis(4_000));
        Phase boot = Boot.enter(run, 0);
        startAll(run);

        assertThat(boot.drive(SECOND)).isSameAs(boot);
        assertThat(boot.deadline(SECOND)).isEqualTo(4 * SECOND);
        assertThat(boot.drive(4 * SECOND)).isInstanceOf(Safety.class);
        assertThat(run.load().isOn()).isTrue();
    }

    @Test
    void safetyEndsWhenItsTimeIsOverAndThePlanIsDone() {
        Run run = run();
        startAll(run);
        Phase safety = Safety.enter(run, SECOND);

        assertThat(safety.drive(2 * SECOND)).isSameAs(safety);
        assertThat(safety.deadline(2 * SECOND)).isEqualTo(6 * SECOND);
        assertThat(safety.drive(6 * SECOND)).isInstanceOf(Heal.class);
    }

    @Test
    void safetyEndsThoughTheMarkOfAFaultComesAgainBeforeEachFall() {
        Fault cut = new Fault.OneWayCut(List.of(new Link("n1", "n2")));
        Run run =
                run(new PlannedFault(1, new Moment.OnMark("flush", false, "", 1, 1_000, 20_000, 0), null, cut, false));
        startAll(run);
        installAll(run, 0);
        Phase phase = Safety.enter(run, 0);

        for (long now = 4 * SECOND; phase instanceof Safety && now < 6 * SECOND; now += 10 * MILLI) {
            run.faults().noticed(now, new Observation.InPhase("n1.0", "flush", true));
            phase = phase.drive(now);
        }
        assertThat(actions)
                .as("falls again before the time is over")
                .filteredOn(Action.Inject.class::isInstance)
                .hasSizeGreaterThan(90);
        assertThat(phase).isInstanceOf(Heal.class);
    }

    @Test
    void safetyLooksAgainWhileANodeIsStillToBeStarted() {
        Run run = run();
        startAll(run);
        Phase safety = Safety.enter(run, 0);
        run.roster().node("n3").exited();
        run.roster().node("n3").restartAt(6 * SECOND);

        assertThat(safety.drive(5 * SECOND)).isSameAs(safety);
        assertThat(safety.deadline(5 * SECOND)).isEqualTo(5_250 * MILLI);
        assertThat(safety.drive(6 * SECOND)).isSameAs(safety);
        assertThat(actions).contains(new Action.StartNode("n3"));
    }

    @Test
    void healFailsAtItsDeadlineIfAFaultIsNotConfirmedHealed() {
        Run run = run(pause());
        startAll(run);
        run.faults().begin(0);
        run.faults().drive(SECOND);
        Phase heal = Heal.enter(run, 5 * SECOND);

        assertThat(heal.drive(5 * SECOND)).isSameAs(heal);
        assertThat(heal.deadline(5 * SECOND)).isEqualTo(5_250 * MILLI);
        assertThat(heal.drive(65 * SECOND)).isInstanceOf(Done.class);
        assertThat(run.harnessFailure()).isEqualTo("faults were not healed within 60000 ms");
    }

    @Test
    void healHealsAFaultThatIsConfirmedLateAndThenSettles() {
        Run run = run(pause());
        startAll(run);
        run.faults().begin(0);
        run.faults().drive(SECOND);
        Phase heal = Heal.enter(run, 5 * SECOND);

        run.faults().injected(6 * SECOND, 1, FaultEffect.NOTHING);
        assertThat(heal.drive(6 * SECOND)).isSameAs(heal);
        assertThat(actions).contains(new Action.Heal(1));
        run.faults().healed(7 * SECOND, 1, FaultEffect.NOTHING);
        assertThat(heal.drive(7 * SECOND)).isInstanceOf(Settle.class);
    }

    @Test
    void settleStopsTheLoadAtRestAndProbesAfterAWhileOfRest() {
        Run run = run();
        startAll(run);
        installAll(run, 0);
        run.load().turn(true);
        Phase settle = new Settle(run, core(run), SECOND);

        assertThat(settle.drive(SECOND)).isSameAs(settle);
        assertThat(run.load().isOn()).isFalse();
        settle.observe(2 * SECOND, new Observation.Suspected("n1.0", "n2.0", true));
        assertThat(settle.drive(3 * SECOND)).isSameAs(settle);
        assertThat(settle.drive(3_500 * MILLI)).isInstanceOf(Probe.class);
        assertThat(run.isSettled()).isTrue();
    }

    @Test
    void settleGivesUpWithoutAViewForTheProgressBudget() {
        Run run = run();
        startAll(run);
        run.load().turn(true);
        Phase settle = new Settle(run, core(run), 0);

        settle.observe(5 * SECOND, new Observation.Installed("n1.0", "1@n1.0", 1, List.of("n1.0"), true));
        assertThat(settle.drive(24 * SECOND)).isSameAs(settle);
        assertThat(settle.drive(25 * SECOND)).isInstanceOf(Probe.class);
        assertThat(run.isSettled()).isFalse();
        assertThat(run.load().isOn()).isFalse();
    }

    @Test
    void settleGivesUpAtItsDeadlineThoughViewsKeepComing() {
        Run run = run();
        startAll(run);
        Phase settle = new Settle(run, core(run), 0);

        for (int second = 10; second < 60; second += 10) {
            settle.observe(second * SECOND, new Observation.Installed("n1.0", "v", second, List.of("n1.0"), true));
            assertThat(settle.drive(second * SECOND)).isSameAs(settle);
        }
        assertThat(settle.drive(60 * SECOND)).isInstanceOf(Probe.class);
        assertThat(run.isSettled()).isFalse();
    }

    @Test
    void probeWaitsForItsAnswerWithoutADeadline() {
        Run run = run();
        startAll(run);
        Phase probe = Probe.enter(run, core(run));

        assertThat(actions).containsExactly(new Action.Probe(List.of("n1", "n2", "n3")));
        assertThat(probe.drive(SECOND)).isSameAs(probe);
        assertThat(probe.deadline(SECOND)).isEqualTo(Long.MAX_VALUE);
        probe.observe(2 * SECOND, new Observation.Probed(true, false));
        assertThat(probe.drive(2 * SECOND)).isInstanceOf(End.class);
        assertThat(lines.toString(StandardCharsets.UTF_8)).contains("\"core\":[]", "\"scheduled\":\"failed\"");
    }

    @Test
    void endTimesOutWithoutProgressOfTheCore() {
        Run run = run();
        startAll(run);
        installAll(run, 0);
        Phase end = new End(run, core(run), 0);

        assertThat(end.drive(0)).isSameAs(end);
        assertThat(multicasts()).hasSize(3).allMatch(Action.Multicast::last);
        assertThat(end.deadline(0)).isEqualTo(20 * SECOND);
        end.observe(5 * SECOND, new Observation.Delivered("n1.0", "n2.0:1"));
        assertThat(end.deadline(5 * SECOND)).isEqualTo(25 * SECOND);
        assertThat(end.drive(25 * SECOND)).isInstanceOf(Stop.class);
        assertThat(run.endReason()).isEqualTo("timeout");
    }

    @Test
    void endWithoutProgressWaitsUntilABlockThatHasJustBegunIsOver() {
        Run run = run();
        startAll(run);
        installAll(run, 0);
        Phase end = new End(run, core(run), 0);
        end.drive(0);
        run.roster().node("n3").signs().phase(19 * SECOND, "block", true);

        assertThat(end.drive(20 * SECOND)).isSameAs(end);
        assertThat(end.deadline(20 * SECOND)).isEqualTo(20_250 * MILLI);
        run.roster().node("n3").signs().phase(22 * SECOND, "block", false);
        assertThat(end.drive(22 * SECOND)).isInstanceOf(Stop.class);
        assertThat(run.endReason()).isEqualTo("timeout");
    }

    @Test
    void endWithoutProgressWaitsForABlockNoLongerThanItsBudget() {
        Run run = run();
        startAll(run);
        installAll(run, 0);
        Phase end = new End(run, core(run), 0);
        end.drive(0);
        run.roster().node("n3").signs().phase(10 * SECOND, "block", true);

        assertThat(end.drive(29 * SECOND)).isSameAs(end);
        assertThat(end.drive(30 * SECOND)).isInstanceOf(Stop.class);
    }

    @Test
    void endWithoutProgressIsPutOffByBlocksAgainAndAgainForOneBudgetOnly() {
        Run run = run();
        startAll(run);
        installAll(run, 0);
        Phase end = new End(run, core(run), 0);
        end.drive(0);
        for (int second = 18; second < 39; second += 2) {
            run.roster().node("n3").signs().phase(second * SECOND, "block", false);
            run.roster().node("n3").signs().phase(second * SECOND, "block", true);
            assertThat(end.drive((second + 1) * SECOND)).isSameAs(end);
        }

        assertThat(end.drive(40 * SECOND)).isInstanceOf(Stop.class);
    }

    @Test
    void endLingersAfterAllEndsAreDeliveredEverywhere() {
        Run run = run();
        startAll(run);
        installAll(run, 0);
        Phase end = new End(run, core(run), 0);
        end.drive(0);
        for (Action.Multicast sent : multicasts()) {
            run.roster().of(sent.process()).sends().answered(sent.number());
            for (String process : MEMBERS) {
                end.observe(SECOND, new Observation.Delivered(process, sent.process() + ":" + sent.number()));
            }
        }

        assertThat(end.drive(SECOND)).isSameAs(end);
        assertThat(end.deadline(SECOND)).isEqualTo(1_300 * MILLI);
        assertThat(end.drive(1_300 * MILLI)).isInstanceOf(Stop.class);
        assertThat(run.endReason()).isEqualTo("complete");
    }

    @Test
    void pastTheTimeLimitProcessesThatStartAgainAndAgainAreNoProgress() {
        Run run = run();
        startAll(run);
        installAll(run, 0);
        Phase end = new End(run, core(run), 0);
        end.drive(0);
        end.overTime(run, SECOND);
        long budget = run.budgets().progressMillis() * MILLI;
        run.roster().node("n3").exited();
        run.roster().node("n3").started("n3.1");
        end.observe(budget - MILLI, new Observation.Sent("n3.1", 1));
        end.observe(budget - MILLI, new Observation.Delivered("n3.1", "n3.1:1"));

        assertThat(end.drive(budget)).isInstanceOf(Stop.class);
        assertThat(run.endReason()).isEqualTo("timeout");
    }

    @Test
    void calmStopsAtItsDeadlineThoughAHealIsNotConfirmed() {
        Run run = run(pause());
        startAll(run);
        run.faults().begin(0);
        run.faults().drive(SECOND);
        run.faults().injected(SECOND, 1, FaultEffect.NOTHING);
        Phase calm = Calm.enter(run, 2 * SECOND, "a duplicate");

        assertThat(actions).contains(new Action.Heal(1));
        assertThat(calm.drive(2 * SECOND)).isSameAs(calm);
        assertThat(calm.deadline(2 * SECOND)).isEqualTo(2_250 * MILLI);
        assertThat(calm.drive(62 * SECOND)).isInstanceOf(Stop.class);
    }

    @Test
    void stopFailsAtItsDeadlineIfAProcessStillRuns() {
        Run run = run();
        startAll(run);
        Phase stop = Stop.enter(run, 0);
        run.roster().node("n1").exited();
        run.roster().node("n3").exited();

        assertThat(stop.drive(SECOND)).isSameAs(stop);
        assertThat(stop.deadline(SECOND)).isEqualTo(30 * SECOND);
        assertThat(stop.drive(30 * SECOND)).isInstanceOf(Done.class);
        assertThat(run.harnessFailure()).isEqualTo("nodes [n2] did not stop within 30000 ms");
    }

    @Test
    void noProcessIsToldToExitBeforeTheLogsOfAllAreClosed() {
        Run run = run();
        startAll(run);
        Phase stop = Stop.enter(run, 0);
        run.roster().node("n1").signs().closedLog();
        run.roster().node("n2").exited();

        assertThat(stop.drive(SECOND)).isSameAs(stop);
        assertThat(actions).noneMatch(Action.Exit.class::isInstance);

        run.roster().node("n3").signs().closedLog();
        stop.drive(SECOND);
        assertThat(stop.drive(SECOND)).isSameAs(stop);
        assertThat(actions.stream().filter(Action.Exit.class::isInstance))
                .containsExactly(new Action.Exit("n1.0"), new Action.Exit("n3.0"));
    }

    @Test
    void stopAlsoStopsAProcessThatStartsLate() {
        Run run = run();
        run.start(run.roster().node("n1"));
        Phase stop = Stop.enter(run, 0);
        run.roster().node("n1").started("n1.0");
        stop.observe(SECOND, new Observation.Started("n1.0"));

        assertThat(actions).containsExactly(new Action.StartNode("n1"), new Action.Stop("n1.0"));
        run.roster().node("n1").exited();
        assertThat(stop.drive(2 * SECOND)).isInstanceOf(Done.class);
        assertThat(run.endReason()).isEqualTo("complete");
    }
}
