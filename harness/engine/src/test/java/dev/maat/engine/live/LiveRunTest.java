package dev.maat.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.run.DeploymentResult;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.scenario.conductor.RunOutcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on hosts in memory, over the real control connection. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveRunTest {
    private static final long DURATION_MILLIS = 300;
    private static final long ENDLESS_MILLIS = 600_000;

    @TempDir
    Path temp;

    private RunDirectory directory;
    private final FakeHosts hosts = new FakeHosts(Scenario.nodeNames(3));

    @BeforeEach
    void makeTheRunDirectory() {
        directory = RunDirectory.create(temp.resolve("run"));
    }

    @AfterEach
    void endTheHosts() {
        hosts.close();
    }

    private static Scenario scenario(long durationMillis, Fault... faults) {
        List<PlannedFault> planned = new ArrayList<>();
        for (Fault fault : faults) {
            planned.add(new PlannedFault(planned.size() + 1, 100, null, fault, true));
        }
        return Scenario.of("fake", "virtually-synchronous", "fifo", 3, 7, Workload.of(100, durationMillis))
                .withDeployment("containers", "udp")
                .withBudgets(new Budgets(60_000, 60_000, 20_000, 100, 60_000, 30_000))
                .withPlan(new FaultPlan(planned, List.of()));
    }

    private RunOutcome conduct(Scenario scenario) throws IOException {
        return LiveRun.conduct(scenario, directory, hosts, false, Progress.SILENT);
    }

    private RunOutcome conductToAFailure() throws IOException {
        RunOutcome outcome = conduct(scenario(ENDLESS_MILLIS));
        assertThat(outcome.end()).isEqualTo("harness-failure");
        assertThat(outcome.unprovoked()).isEmpty();
        return outcome;
    }

    private String harnessLines() throws IOException {
        return Files.readString(directory.harnessFile());
    }

    @Test
    void aRunWithoutFaultsEndsCompleteAndItsHistoryHolds() throws Exception {
        RunOutcome outcome = conduct(scenario(DURATION_MILLIS));

        assertThat(outcome.harnessFailure()).isEmpty();
        assertThat(outcome.end()).isEqualTo("complete");
        assertThat(outcome.core()).containsExactly("n1", "n2", "n3");
        assertThat(outcome.messagesSent()).isGreaterThan(3);
        assertThat(harnessLines()).contains("\"links\":\"ok\"", "\"scheduled\":\"ok\"");
        assertThat(Judge.judge(Histories.read(directory.history())).properties())
                .filteredOn(property -> property.verdict() == Verdict.VIOLATED)
                .extracting(PropertyResult::sentence)
                .isEmpty();
    }

    @Test
    void theCutThatKeepsANodeOutsideTheCoreIsToldAsOne() {
        FaultPlan plan = scenario(DURATION_MILLIS, new Fault.Kill("n1")).plan();
        Fault cut = new Fault.Partition(List.of(List.of("n1", "n2"), List.of("n3")));

        assertThat(NodeActions.told(plan, 1, cut)).isEqualTo("fault 1: partition " + cut.where());
        assertThat(NodeActions.told(plan, 2, cut))
                .isEqualTo("all faults are healed; from here on n3 stays outside the core, cut off from it (fault 2)");
    }

    @Test
    void aProcessThatIsHeldTakesItsStopOnceItIsResumed() throws Exception {
        hosts.host("n2").hold();

        RunOutcome outcome = conduct(scenario(DURATION_MILLIS));

        assertThat(outcome.harnessFailure()).isEmpty();
        assertThat(outcome.end()).isEqualTo("complete");
    }

    @Test
    void aKillByAFaultIsNoExitOfItsOwnAndTheNodeGetsANewProcess() throws Exception {
        RunOutcome outcome = conduct(scenario(DURATION_MILLIS, new Fault.Restart("n3", 50)));

        assertThat(outcome.harnessFailure()).isEmpty();
        assertThat(outcome.unprovoked()).isEmpty();
        assertThat(outcome.withoutBite()).isEmpty();
        assertThat(harnessLines()).contains("\"e\":\"crash\"").doesNotContain("unprovoked");
        assertThat(directory.processFile("n3.1")).exists();
    }

    @Test
    void aProcessThatExitsByItselfIsUnprovokedAndItsExitCodeAndOutputAreKept() throws Exception {
        hosts.host("n2").insteadOfMulticast(host -> host.kill(new FakeHost.End(3, false)));

        RunOutcome outcome = conduct(scenario(DURATION_MILLIS));

        assertThat(outcome.harnessFailure()).isEmpty();
        assertThat(outcome.unprovoked()).containsExactly("n2.0: exit code 3: " + FakeHosts.OUTPUT);
        assertThat(harnessLines()).contains("\"cause\":\"unprovoked\"");
    }

    @Test
    void aProcessThatAnOutsiderKillsIsNobodysFault() throws Exception {
        hosts.host("n2").insteadOfMulticast(host -> host.kill(new FakeHost.End(137, true)));

        assertThat(conductToADisturbance().unasked())
                .containsExactly("n2.0 was killed, and not by this harness: exit code 137: " + FakeHosts.OUTPUT);
    }

    @Test
    void aSigkillThatTheDeploymentKnowsNothingOfIsNobodysFault() throws Exception {
        hosts.host("n2").insteadOfMulticast(host -> host.kill(new FakeHost.End(137, false)));

        RunOutcome outcome = conductToADisturbance();

        assertThat(outcome.unasked())
                .singleElement()
                .asString()
                .startsWith("n2.0 was killed, and not by this harness: exit code 137");
    }

    @Test
    void aSignalThatTheProcessNamedIsNobodysFault() throws Exception {
        hosts.host("n2").insteadOfMulticast(host -> host.kill(new FakeHost.End(143, false, "SIGTERM")));

        assertThat(conductToADisturbance().unasked())
                .containsExactly("n2.0 was killed, and not by this harness: exit code 143: " + FakeHosts.OUTPUT
                        + "; it looks like a signal");
    }

    @Test
    void anExitWithTheCodeOfASignalThatTheProcessDidNotNameIsItsOwn() throws Exception {
        hosts.host("n2").insteadOfMulticast(host -> host.kill(new FakeHost.End(143, false)));

        RunOutcome outcome = conduct(scenario(DURATION_MILLIS));

        assertThat(outcome.unasked()).isEmpty();
        assertThat(outcome.unprovoked()).containsExactly("n2.0: exit code 143: " + FakeHosts.OUTPUT);
    }

    @Test
    void aKillFromOutsideAmongTheEndsAccusesNobody() throws Exception {
        hosts.host("n2").insteadOfEnd(host -> host.kill(new FakeHost.End(137, true)));

        RunOutcome outcome = conduct(scenario(DURATION_MILLIS));

        assertThat(outcome.unasked()).hasSize(1);
        assertThat(harnessLines()).contains("\"quiet\"");
        assertThat(Judge.judge(Histories.read(directory.history())).properties())
                .filteredOn(property -> property.verdict() == Verdict.VIOLATED)
                .extracting(PropertyResult::sentence)
                .isEmpty();
    }

    @Test
    void aStopThatTheHarnessDidNotAskForIsNamed() throws Exception {
        hosts.host("n1").insteadOfMulticast(FakeHost::stopLikeAStranger);

        assertThat(conductToADisturbance().unasked()).containsExactly("n1.0 was told to stop, and not by this harness");
    }

    @Test
    void aLeaveThatTheHarnessDidNotAskForIsNamed() throws Exception {
        hosts.host("n3").insteadOfMulticast(FakeHost::leaveLikeAStranger);

        assertThat(conductToADisturbance().unasked())
                .containsExactly("n3.0 was told to leave, and not by this harness");
    }

    @Test
    void aSendThatTheHarnessDidNotAskForIsNamed() throws Exception {
        hosts.host("n3").insteadOfMulticast(FakeHost::multicastLikeAStranger);

        assertThat(conductToADisturbance().unasked())
                .containsExactly("n3.0 was told to multicast message 77777, and not by this harness");
    }

    /** The group is disturbed from outside: the run ends early, and blames neither the implementation nor the harness. */
    private RunOutcome conductToADisturbance() throws IOException {
        RunOutcome outcome = conduct(scenario(ENDLESS_MILLIS));
        assertThat(outcome.end()).isEqualTo("harness-failure");
        assertThat(outcome.harnessFailure()).isEmpty();
        assertThat(outcome.unprovoked()).isEmpty();
        assertThat(harnessLines()).contains("\"e\":\"x-stopped\"").doesNotContain("unprovoked", "\"quiet\"");
        return outcome;
    }

    @Test
    void aConnectionThatBreaksWhileTheProcessRunsIsAFailureOfTheHarness() throws Exception {
        hosts.waitForNoEnd();
        hosts.host("n2").insteadOfMulticast(FakeHost::hangUp);

        assertThat(conductToAFailure().harnessFailure())
                .isEqualTo("the control connection of node n2 broke, but its process still runs");
    }

    @Test
    void aNodeThatEndsBeforeItsHelloIsNamedWithItsEndAndItsOutput() throws Exception {
        hosts.endAtStart("n2", new FakeHost.End(1, false));

        assertThat(conductToAFailure().harnessFailure())
                .isEqualTo("node n2 did not say hello: its host has ended with exit code 1; the last that it printed: "
                        + FakeHosts.OUTPUT
                        + " ('./maat probe' with the manifest of a program of your own shows which step of the node"
                        + " protocol is wrong)");
    }

    @Test
    void aNodeThatIsMuteIsNamedWithItsConditionAndItsOutputWhenTheTimeIsOver() throws Exception {
        FakeHost mute = hosts.host("n2");
        mute.keepSilent();
        FirstContact contact = new FirstContact(hosts, Duration.ofMillis(200));
        InetSocketAddress address = hosts.start("n2");

        assertThatThrownBy(() -> contact.connect(
                        "n2", address, new NodeSession("n2", new NodeSessionTest(), directory::processFile)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("node n2 did not say hello within 0 s: its host runs (")
                .hasMessageContaining("; the last that it printed: " + FakeHosts.OUTPUT + " ('./maat probe' ");
    }

    @Test
    void aPauseThatTheHarnessDidNotMakeIsNamed() throws Exception {
        hosts.host("n1").insteadOfMulticast(host -> hosts.report(new HostEvent.Paused("n2")));

        assertThat(conductToADisturbance().unasked()).containsExactly("node n2 was paused, and not by this harness");
    }

    @Test
    void whatAnOutsiderDidToAHostIsNamedAsTheHostReportsIt() throws Exception {
        hosts.host("n1").insteadOfMulticast(host -> hosts.report(new HostEvent.Interference("a cable was cut")));

        assertThat(conductToADisturbance().unasked()).containsExactly("a cable was cut");
    }

    @Test
    void aProcessThatSaysThatItWasKeptFromRunningIsNamed() throws Exception {
        hosts.host("n1").insteadOfMulticast(host -> host.beat(Heartbeats.MAX_UNSCHEDULED_MILLIS + 1));
        hosts.host("n2").insteadOfMulticast(host -> host.beat(Heartbeats.MAX_UNSCHEDULED_MILLIS - 1));

        RunOutcome outcome = conductToADisturbance();

        assertThat(outcome.unasked())
                .singleElement()
                .asString()
                .startsWith("node n1 was kept from running for 5001 ms, and not by this harness");
    }

    @Test
    void aHostThatDoesNotStartIsAFailureOfTheHarness() throws Exception {
        hosts.failStarts("there is no host today");

        assertThat(conductToAFailure().harnessFailure()).isEqualTo("there is no host today");
    }

    @Test
    void aFaultThatTheInjectorCannotDoIsAFailureOfTheHarness() throws Exception {
        RunOutcome outcome = conduct(scenario(DURATION_MILLIS, new Fault.Pause("n1")));

        assertThat(outcome.end()).isEqualTo("harness-failure");
        assertThat(outcome.harnessFailure()).isEqualTo("these hosts know no pause");
    }

    @Test
    void anInterruptEndsTheRunAndTheEvidenceIsCollectedAllTheSame() throws Exception {
        Thread conductor = Thread.currentThread();
        hosts.host("n1").insteadOfMulticast(host -> conductor.interrupt());

        assertThat(conductToAFailure().harnessFailure()).isEqualTo(DeploymentResult.INTERRUPTED);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(directory.processFile("n1.0")).content().contains("\"e\":\"view\"");
    }

    @Test
    void aWatchedRunEndsInGoodOrderAtAViolation() throws Exception {
        hosts.group.leaveOut("n3.0");

        RunOutcome outcome = LiveRun.conduct(scenario(ENDLESS_MILLIS), directory, hosts, true, Progress.SILENT);

        assertThat(outcome.end()).isEqualTo("complete");
        assertThat(harnessLines()).contains("\"e\":\"x-stopped\"", "self-inclusion is violated after");
    }
}
