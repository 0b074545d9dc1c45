package dev.maat.scenario.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import org.junit.jupiter.api.Test;

/** A disturbance from outside the group is named, ends the run, and is not blamed on the implementation. */
class UnaskedTest {
    /** A perfect group in which something happens once, after some seconds. */
    private abstract static class Disturbed extends FakeDeployment {
        private boolean done;

        Disturbed() {
            super(Scenario.of("fake", "atomic", "total", 3, 1, Workload.of(50, 5_000)));
        }

        abstract void disturb();

        @Override
        void multicast(Action.Multicast send) {
            super.multicast(send);
            observations.add(new Observation.Invoked(send.process(), send.number()));
            if (!done && now > 2 * SECOND) {
                done = true;
                disturb();
            }
        }
    }

    private static RunOutcome endedEarly(Disturbed deployment) {
        RunOutcome outcome = deployment.run().conductor.outcome();
        assertThat(deployment.lines("unprovoked")).as("blame").isEmpty();
        assertThat(deployment.lines("\"quiet\"")).as("liveness is not judged").isEmpty();
        assertThat(outcome.end()).isEqualTo("harness-failure");
        assertThat(outcome.harnessFailure()).isEmpty();
        assertThat(outcome.unprovoked()).isEmpty();
        return outcome;
    }

    @Test
    void aLeaveThatTheConductorDidNotAskForIsNamed() {
        RunOutcome outcome = endedEarly(new Disturbed() {
            @Override
            void disturb() {
                observations.add(new Observation.AskedToLeave("n2.0"));
                leave("n2.0");
            }
        });

        assertThat(outcome.unasked()).containsExactly("n2.0 was told to leave, and not by this harness");
    }

    @Test
    void aSendThatTheConductorDidNotAskForIsNamed() {
        RunOutcome outcome = endedEarly(new Disturbed() {
            @Override
            void disturb() {
                observations.add(new Observation.Invoked("n3.0", 99_999));
            }
        });

        assertThat(outcome.unasked()).singleElement().asString().startsWith("n3.0 was told to multicast message 99999");
    }

    @Test
    void aStopThatTheConductorDidNotAskForIsNamed() {
        RunOutcome outcome = endedEarly(new Disturbed() {
            @Override
            void disturb() {
                observations.add(new Observation.ClosedLog("n1.0"));
                exit("n1.0", null, null);
            }
        });

        assertThat(outcome.unasked()).containsExactly("n1.0 was told to stop, and not by this harness");
    }

    @Test
    void aKillFromOutsideIsNamed() {
        RunOutcome outcome = endedEarly(new Disturbed() {
            @Override
            void disturb() {
                running.remove("n1");
                observations.add(new Observation.KilledFromOutside("n1.0", "exit code 137"));
            }
        });

        assertThat(outcome.unasked()).containsExactly("n1.0 was killed, and not by this harness: exit code 137");
    }

    @Test
    void aDisturbanceFromOutsideIsNamedAsItIs() {
        RunOutcome outcome = endedEarly(new Disturbed() {
            @Override
            void disturb() {
                observations.add(new Observation.Disturbed("n1 was paused, and not by this harness"));
            }
        });

        assertThat(outcome.unasked()).containsExactly("n1 was paused, and not by this harness");
    }

    @Test
    void anExitOfItsOwnWithoutAClosedLogIsStillTheImplementations() {
        Disturbed deployment = new Disturbed() {
            @Override
            void disturb() {
                exit("n1.0", null, null);
                installView();
            }
        };

        RunOutcome outcome = deployment.run().conductor.outcome();

        assertThat(outcome.unasked()).isEmpty();
        assertThat(outcome.unprovoked()).containsExactly("n1.0: ended with exit code 0");
    }

    @Test
    void aLeaveThatThePlanAskedForIsNotUnasked() {
        FakeDeployment deployment =
                new FakeDeployment(Scenario.of("fake", "atomic", "total", 4, 1, Workload.of(50, 5_000))
                        .withPlan(new dev.maat.faults.FaultPlan(
                                java.util.List.of(new dev.maat.faults.PlannedFault(
                                        1, 1_000, null, new dev.maat.faults.Fault.Leave("n2"), false)),
                                java.util.List.of()))) {
                    @Override
                    void leave(String process) {
                        observations.add(new Observation.AskedToLeave(process));
                        super.leave(process);
                    }
                }.run();

        assertThat(deployment.conductor.outcome().unasked()).isEmpty();
        assertThat(deployment.conductor.outcome().end()).isEqualTo("complete");
    }

    @Test
    void aDisturbanceAmongTheEndsTakesTheQuietBack() {
        FakeDeployment deployment =
                new FakeDeployment(Scenario.of("fake", "atomic", "total", 3, 1, Workload.of(50, 5_000))) {
                    @Override
                    void multicast(Action.Multicast send) {
                        if (send.last()) {
                            observations.add(new Observation.Disturbed("n1 was paused, and not by this harness"));
                        } else {
                            super.multicast(send);
                        }
                    }
                }.run();

        assertThat(deployment.lines("\"quiet\"")).hasSize(2);
        assertThat(deployment.lines("\"quiet\"").getLast()).contains("\"core\":[]", "\"undisturbed\":\"failed\"");
        assertThat(deployment.conductor.outcome().end()).isEqualTo("harness-failure");
    }

    @Test
    void aDisturbanceThatIsReportedWhileTheProcessesStopTakesTheQuietBack() {
        FakeDeployment deployment =
                new FakeDeployment(Scenario.of("fake", "atomic", "total", 3, 1, Workload.of(50, 5_000))) {
                    @Override
                    void exit(String process, Integer byFault, String detail) {
                        observations.add(new Observation.Disturbed("n1 was paused, and not by this harness"));
                        super.exit(process, byFault, detail);
                    }
                }.run();

        assertThat(deployment.lines("\"quiet\"")).hasSize(2);
        assertThat(deployment.lines("\"quiet\"").getLast()).contains("\"undisturbed\":\"failed\"");
    }
}
