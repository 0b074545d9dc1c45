package dev.maat.scenario.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.FaultReport;
import dev.maat.faults.PlannedFault;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunConductorTest {
    private static Scenario scenario(int nodes, Fault... faults) {
        List<PlannedFault> planned = new ArrayList<>();
        for (Fault fault : faults) {
            Long lasts = fault.kind().lasting() ? 500L : null;
            planned.add(new PlannedFault(planned.size() + 1, 1_000 + 2_000L * planned.size(), lasts, fault, false));
        }
        return Scenario.of("fake", "atomic", "total", nodes, 1, Workload.of(50, 5_000))
                .withPlan(new FaultPlan(planned, List.of()));
    }

    /** A perfect group until one disturbance, right after a multicast. */
    private abstract static class Disturbed extends FakeDeployment {
        private boolean done;

        Disturbed(Scenario scenario) {
            super(scenario);
        }

        boolean isTime() {
            return now > 2 * SECOND;
        }

        abstract void disturb();

        @Override
        void multicast(Action.Multicast send) {
            super.multicast(send);
            if (!done && isTime()) {
                done = true;
                disturb();
            }
        }
    }

    /** A perfect group whose deployment reports that the run has shown enough. */
    private static class EndedEarly extends Disturbed {
        EndedEarly(Scenario scenario) {
            super(scenario);
        }

        @Override
        void disturb() {
            observations.add(new Observation.EnoughSeen("a duplicate"));
        }
    }

    @Test
    void aPerfectGroupEndsCompleteWithQuietBeforeEveryEnd() {
        FakeDeployment deployment = new FakeDeployment(scenario(3)).run();

        assertThat(deployment.conductor.outcome().end()).isEqualTo("complete");
        assertThat(deployment.conductor.outcome().settled()).isTrue();
        assertThat(deployment.lines("\"quiet\"")).hasSize(1);
        List<Action> ends = deployment.actions.stream()
                .filter(action -> action instanceof Action.Multicast send && send.last())
                .toList();
        assertThat(ends).hasSize(3);
        Action probe = deployment.actions.stream()
                .filter(Action.Probe.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(deployment.actions.indexOf(ends.get(0))).isGreaterThan(deployment.actions.indexOf(probe));
        assertThat(deployment.actions.subList(deployment.actions.indexOf(probe), deployment.actions.size()))
                .noneMatch(action -> action instanceof Action.Multicast send && !send.last());
    }

    @Test
    void aPlanThatMayLoseTheQuorumLosesItAndTheRunSaysSo() {
        RunOutcome spared = outcomeOfTwoDeathsOfThree(false);
        RunOutcome lost = outcomeOfTwoDeathsOfThree(true);

        assertThat(spared.faults()).filteredOn(FaultReport::done).hasSize(1);
        assertThat(spared.quorumInCore()).isTrue();
        assertThat(spared.remarks()).isEmpty();
        assertThat(lost.faults()).filteredOn(FaultReport::done).hasSize(2);
        assertThat(lost.quorumInCore()).isFalse();
        assertThat(lost.remarks())
                .containsExactly("the core holds no quorum of the newest view, so only safety is judged");
    }

    private static RunOutcome outcomeOfTwoDeathsOfThree(boolean mayLoseQuorum) {
        List<PlannedFault> deaths = List.of(
                new PlannedFault(1, 1_000, null, new Fault.Kill("n2"), false),
                new PlannedFault(2, 1_000, null, new Fault.Kill("n3"), false));
        Scenario scenario = scenario(3).withPlan(new FaultPlan(deaths, List.of(), mayLoseQuorum));
        return new FakeDeployment(scenario) {
            @Override
            void installView() {
                // A group that lost members installs no further view.
                if (running.size() == 3) {
                    super.installView();
                }
            }
        }.run().conductor.outcome();
    }

    @Test
    void aFounderThatDoesNotStartIsAHarnessFailure() {
        FakeDeployment deployment = new FakeDeployment(scenario(3)) {
            @Override
            void start(String node) {
                if (!node.equals("n2")) {
                    super.start(node);
                }
            }
        }.run();

        assertThat(deployment.conductor.outcome().end()).isEqualTo("harness-failure");
        assertThat(deployment.conductor.outcome().harnessFailure()).contains("n2");
        assertThat(deployment.lines("\"reason\":\"harness-failure\"")).hasSize(1);
    }

    @Test
    void thePlanBeginsWhenTheFoundersHaveGatheredOrTheirTimeIsOver() {
        Scenario alone = scenario(3, new Fault.Pause("n3"));
        Scenario patient = alone.withBudgets(Budgets.DEFAULT.withGatherMillis(4_000));

        assertThat(firstFaultNanos(new FakeDeployment(patient))).isEqualTo(FakeDeployment.SECOND);
        assertThat(firstFaultNanos(new Apart(patient))).isEqualTo(5 * FakeDeployment.SECOND);
        assertThat(firstFaultNanos(new Apart(alone))).isEqualTo(FakeDeployment.SECOND);
    }

    private static long firstFaultNanos(FakeDeployment deployment) {
        return deployment.run().firstFaultNanos;
    }

    /** A group in which no process ever installs a view. */
    private static final class Apart extends FakeDeployment {
        Apart(Scenario scenario) {
            super(scenario);
        }

        @Override
        void installView() {}
    }

    @Test
    void anEndThatIsNotDeliveredWithinTheBudgetIsATimeout() {
        FakeDeployment deployment = new FakeDeployment(scenario(3)) {
            @Override
            void multicast(Action.Multicast send) {
                if (send.last() && send.process().equals("n3.0")) {
                    observations.add(new Observation.Sent(send.process(), send.number()));
                } else {
                    super.multicast(send);
                }
            }
        }.run();

        assertThat(deployment.conductor.outcome().end()).isEqualTo("timeout");
        assertThat(deployment.lines("\"reason\":\"timeout\"")).hasSize(1);
    }

    @Test
    void aRefusedEndIsTriedAgainUnderAnotherNumber() {
        FakeDeployment deployment = new FakeDeployment(scenario(2)) {
            private int refusals;

            @Override
            void multicast(Action.Multicast send) {
                if (send.last() && refusals++ < 3) {
                    observations.add(new Observation.Failed(send.process(), send.number()));
                } else {
                    super.multicast(send);
                }
            }
        }.run();

        assertThat(deployment.conductor.outcome().end()).isEqualTo("complete");
        assertThat(deployment.actions.stream().filter(action -> action instanceof Action.Multicast send && send.last()))
                .hasSize(5);
    }

    @Test
    void failedProbesAreWrittenAsFailedAndNoNodeIsJudged() {
        FakeDeployment deployment = new FakeDeployment(scenario(2)) {
            @Override
            void probe() {
                observations.add(new Observation.Probed(false, true));
            }
        }.run();

        assertThat(deployment.lines("\"quiet\""))
                .singleElement()
                .asString()
                .contains("\"core\":[]", "\"links\":\"failed\",\"scheduled\":\"ok\"");
    }

    @Test
    void anExcludedProcessIsFollowedByANewOneOfItsNode() {
        FakeDeployment deployment = new Disturbed(scenario(3)) {
            @Override
            void disturb() {
                observations.add(new Observation.Excluded("n3.0"));
                exit("n3.0", null, null);
                installView();
            }
        }.run();

        assertThat(deployment.running).isEmpty();
        assertThat(deployment.actions).contains(new Action.Stop("n3.1"));
        assertThat(deployment.lines("\"e\":\"crash\"")).isEmpty();
        assertThat(deployment.conductor.outcome().end()).isEqualTo("complete");
    }

    @Test
    void aProcessThatEndsByItselfIsAnUnprovokedCrashAndItsNodeStaysDown() {
        FakeDeployment deployment = new Disturbed(scenario(3)) {
            @Override
            void disturb() {
                exit("n3.0", null, "exit code 70");
                installView();
            }
        }.run();

        assertThat(deployment.lines("\"cause\":\"unprovoked\"")).hasSize(1);
        assertThat(deployment.conductor.outcome().unprovoked()).containsExactly("n3.0: exit code 70");
        assertThat(deployment.conductor.outcome().core()).containsExactly("n1", "n2");
    }

    @Test
    void aKillHasItsFaultLineAndACrashLineThatNamesIt() {
        FakeDeployment deployment = new FakeDeployment(scenario(3, new Fault.Kill("n2"), new Fault.Join("n2"))).run();

        assertThat(deployment.lines("\"e\":\"crash\""))
                .singleElement()
                .asString()
                .contains("\"p\":\"n2.0\"")
                .contains("\"cause\":1");
        assertThat(deployment.lines("\"kind\":\"kill\""))
                .singleElement()
                .asString()
                .contains("\"bit\":true")
                .contains("\"healthBefore\":{\"running\":3,\"inNewestView\":3,\"quorum\":true}");
        assertThat(deployment.lines("\"kind\":\"join\""))
                .singleElement()
                .asString()
                .contains("\"started\":{\"n2\":1}");
        assertThat(deployment.conductor.outcome().core()).containsExactly("n1", "n2", "n3");
    }

    @Test
    void aLeaverThatStaysIsKilledBeforeQuietBecauseNodesOutsideTheCoreMustBeDown() {
        FakeDeployment deployment = new FakeDeployment(scenario(4, new Fault.Leave("n4"))) {
            @Override
            void leave(String process) {}
        }.run();

        assertThat(deployment.conductor.outcome().core()).containsExactly("n1", "n2", "n3");
        assertThat(deployment.lines("\"e\":\"crash\""))
                .singleElement()
                .asString()
                .contains("\"p\":\"n4.0\"");
        assertThat(deployment.lines("\"kind\":\"kill\"")).hasSize(1);
    }

    @Test
    void theCoreTakesInNodesFromOutsideUntilItHasAQuorum() {
        Scenario scenario = scenario(4).withPlan(new FaultPlan(List.of(), List.of("n1", "n2", "n3")));
        FakeDeployment deployment = new FakeDeployment(scenario).run();

        assertThat(deployment.conductor.outcome().core()).containsExactly("n1", "n4");
        assertThat(deployment.conductor.outcome().quorumInCore()).isTrue();
        assertThat(deployment.lines("[[\"n1\",\"n4\"],[\"n2\",\"n3\"]]")).hasSize(1);
    }

    @Test
    void aHarnessFailureEndsTheRunAtOnceAndSaysWhy() {
        FakeDeployment deployment = new FakeDeployment(scenario(2)) {
            @Override
            void probe() {
                observations.add(new Observation.HarnessFailed("the engine is gone"));
            }
        }.run();

        assertThat(deployment.conductor.outcome().harnessFailure()).isEqualTo("the engine is gone");
        assertThat(deployment.lines("\"e\":\"end\"")).hasSize(1);
    }

    @Test
    void aRunThatHasShownEnoughHealsItsFaultsStopsItsProcessesAndEndsInGoodOrder() {
        Fault cut = new Fault.Partition(List.of(List.of("n1"), List.of("n2", "n3")));
        FakeDeployment deployment = new Disturbed(scenario(3, cut)) {
            @Override
            boolean isTime() {
                return lines("\"e\":\"fault\"").size() == 1;
            }

            @Override
            void disturb() {
                observations.add(new Observation.EnoughSeen("two views of one number"));
            }
        }.run();

        assertThat(deployment.conductor.outcome().harnessFailure()).isEmpty();
        assertThat(deployment.lines("x-stopped")).singleElement().asString().contains("two views of one number");
        assertThat(deployment.lines("\"on\":false")).hasSize(1);
        assertThat(deployment.lines("\"quiet\"")).isEmpty();
        assertThat(deployment.lines("\"e\":\"end\"")).hasSize(1);
        assertThat(deployment.actions.stream().filter(Action.Stop.class::isInstance))
                .hasSize(3);
    }

    @Test
    void noProcessIsStoppedBeforeAllFaultsAreConfirmedHealed() {
        List<Integer> healedBeforeStop = new ArrayList<>();
        FakeDeployment deployment = new EndedEarly(scenario(3, new Fault.Pause("n2"))) {
            @Override
            boolean isTime() {
                return lines("\"on\":true").size() == 1;
            }

            @Override
            void exit(String process, Integer byFault, String detail) {
                healedBeforeStop.add(lines("\"on\":false").size());
                super.exit(process, byFault, detail);
            }
        }.run();

        assertThat(healedBeforeStop).containsExactly(1, 1, 1);
        assertThat(deployment.lines("x-stopped")).hasSize(1);
        assertThat(deployment.conductor.outcome().end()).isEqualTo("complete");
    }

    @Test
    void aFaultThatIsPutOffIsWithheldWhenTheRunEndsEarly() {
        // The other process alone would not be a quorum, so the kill is put off.
        FakeDeployment deployment = new EndedEarly(scenario(2, new Fault.Kill("n1"))).run();

        assertThat(deployment.lines("\"kind\":\"kill\""))
                .singleElement()
                .asString()
                .contains("the run was ended first");
    }

    @Test
    void aNodeThatIsDownWhenTheRunEndsEarlyStaysDown() {
        Scenario scenario = scenario(5, new Fault.Kill("n4"), new Fault.Restart("n4", 1_500), new Fault.Kill("n5"));
        FakeDeployment deployment = new EndedEarly(scenario) {
            @Override
            boolean isTime() {
                return now > 3 * SECOND + SECOND / 2;
            }
        }.run();

        assertThat(deployment.actions.stream().filter(Action.StartNode.class::isInstance))
                .hasSize(5);
        assertThat(deployment.lines("\"kind\":\"restart\""))
                .singleElement()
                .asString()
                .contains("the run was ended first");
        assertThat(deployment.lines("\"kind\":\"kill\"")).hasSize(1);
        assertThat(deployment.conductor.outcome().end()).isEqualTo("complete");
    }

    @Test
    void aRestartedNodeIsNotStartedOnceTheRunEndsEarly() {
        FakeDeployment deployment = new FakeDeployment(scenario(3, new Fault.Restart("n3", 0))) {
            @Override
            void exit(String process, Integer byFault, String detail) {
                if (byFault != null) {
                    observations.add(new Observation.EnoughSeen("a duplicate"));
                }
                super.exit(process, byFault, detail);
            }
        }.run();

        assertThat(deployment.actions.stream().filter(Action.StartNode.class::isInstance))
                .hasSize(3);
        assertThat(deployment.conductor.outcome().end()).isEqualTo("complete");
    }

    @Test
    void aProbeMayBeAnsweredAfterTheRunEndedEarly() {
        FakeDeployment deployment = new FakeDeployment(scenario(3)) {
            @Override
            void probe() {
                observations.add(new Observation.EnoughSeen("a duplicate"));
                super.probe();
            }
        }.run();

        assertThat(deployment.lines("\"quiet\"")).isEmpty();
        assertThat(deployment.conductor.outcome().end()).isEqualTo("complete");
    }

    @Test
    void aRunThatHasShownEnoughInItsEndPhaseStillDeliversEveryEndBeforeItsLogsAreClosed() {
        List<String> stopped = new ArrayList<>();
        FakeDeployment deployment = new FakeDeployment(scenario(3)) {
            private final List<Action.Multicast> late = new ArrayList<>();

            @Override
            void multicast(Action.Multicast send) {
                if (!send.last()) {
                    super.multicast(send);
                    return;
                }
                observations.add(new Observation.EnoughSeen("a duplicate"));
                late.add(send);
            }

            @Override
            void woken() {
                late.forEach(super::multicast);
                late.clear();
            }

            @Override
            void exit(String process, Integer byFault, String detail) {
                stopped.add(process + " " + late.size());
                super.exit(process, byFault, detail);
            }
        };
        // The late deliveries come before the END phase gives up.
        deployment.maxWaitNanos = FakeDeployment.SECOND;
        deployment.run();

        assertThat(stopped).containsExactly("n1.0 0", "n2.0 0", "n3.0 0");
        assertThat(deployment.conductor.outcome().end()).isEqualTo("complete");
        assertThat(deployment.lines("\"quiet\"")).hasSize(1);
    }

    /** A group in which a message reaches its last receivers some seconds later, and is overtaken by all that follow. */
    private static class Overtaken extends FakeDeployment {
        private static final long LATE_NANOS = 4 * SECOND;

        private final Set<String> lateAt;
        private final ArrayDeque<Observation> late = new ArrayDeque<>();
        long sentNanos;
        long deliveredNanos;
        long closedNanos;

        Overtaken(Scenario scenario, Set<String> lateAt) {
            super(scenario);
            this.lateAt = lateAt;
            maxWaitNanos = SECOND / 10;
        }

        @Override
        void multicast(Action.Multicast send) {
            boolean isFirst = sentNanos == 0 && now > 2 * SECOND;
            sentNanos = isFirst ? now : sentNanos;
            observations.add(new Observation.Sent(send.process(), send.number()));
            for (String process : List.copyOf(running.values())) {
                Observation delivery = new Observation.Delivered(process, send.process() + ":" + send.number());
                (isFirst && lateAt.contains(process) ? late : observations).add(delivery);
            }
        }

        @Override
        void probe() {
            sentNanos = now;
            super.probe();
        }

        @Override
        void woken() {
            if (!late.isEmpty() && now - sentNanos >= LATE_NANOS) {
                deliveredNanos = now;
                observations.addAll(late);
                late.clear();
            }
        }

        @Override
        void exit(String process, Integer byFault, String detail) {
            closedNanos = now;
            super.exit(process, byFault, detail);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"n1.0", "n2.0", "n1.0 n2.0 n3.0"})
    void aMessageThatEveryEndHasOvertakenIsWaitedFor(String lateAt) {
        Overtaken deployment = new Overtaken(scenario(3), Set.of(lateAt.split(" ")));
        deployment.run();

        assertThat(deployment.deliveredNanos).isPositive();
        assertThat(deployment.closedNanos).isGreaterThan(deployment.deliveredNanos);
        assertThat(deployment.conductor.outcome().end()).isEqualTo("complete");
    }

    @Test
    void aMessageThatNeverComesIsWaitedForAWhileAfterTheLastDelivery() {
        Overtaken deployment = new Overtaken(scenario(3), Set.of("n2.0")) {
            @Override
            void woken() {}
        };
        deployment.run();

        assertThat(deployment.conductor.outcome().end()).isEqualTo("complete");
        assertThat(deployment.closedNanos - deployment.sentNanos)
                .as("from the quiet line, beside which the ENDs are delivered, to the close")
                .isBetween(5 * FakeDeployment.SECOND, 6 * FakeDeployment.SECOND);
        assertThat(deployment.conductor.outcome().remarks()).anyMatch(remark -> remark.contains("overtaken"));
    }
}
