package dev.maat.scenario.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.scenario.conductor.port.Action;
import dev.maat.scenario.conductor.port.Observation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run that stands still is told by its cause, and a run always ends. */
class StandstillTest {
    private static Scenario scenario() {
        return Scenario.of("fake", "atomic", "total", 3, 1, Workload.of(50, 5_000));
    }

    /** A group that stands still at the END: two processes are in a flush, and the third answers nothing. */
    private static final class StuckInAFlush extends FakeDeployment {
        StuckInAFlush(Scenario scenario) {
            super(scenario);
        }

        @Override
        void multicast(Action.Multicast send) {
            if (!send.last()) {
                super.multicast(send);
            } else if (send.process().equals("n1.0")) {
                observations.add(new Observation.InPhase("n1.0", "flush", true));
                observations.add(new Observation.InPhase("n2.0", "flush", true));
                observations.add(new Observation.Suspected("n1.0", "n3.0", true));
            }
        }
    }

    @Test
    void theCauseNamesPhasesSuspicionsMissingAnswersAndEnds() {
        RunOutcome outcome = new StuckInAFlush(scenario()).run().conductor.outcome();

        assertThat(outcome.end()).isEqualTo("timeout");
        assertThat(outcome.standstill())
                .anySatisfy(line -> assertThat(line)
                        .matches("in phase flush: n1.0 since .* s, n2.0 since .* s; the answer of n3.0 is missing"))
                .anySatisfy(line -> assertThat(line).matches("n1.0 suspects n3.0 since .* s"))
                .anySatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "the END of n2.0, invoked at .* s, has not returned; not delivered at n1.0, n2.0, n3.0"));
    }

    @Test
    void aPhaseThatHasEndedIsNoCause() {
        RunOutcome outcome = new FakeDeployment(scenario()) {
            @Override
            void multicast(Action.Multicast send) {
                if (send.last()) {
                    observations.add(new Observation.InPhase(send.process(), "flush", true));
                    observations.add(new Observation.InPhase(send.process(), "flush", false));
                } else {
                    super.multicast(send);
                }
            }
        }.run().conductor.outcome();

        assertThat(outcome.standstill()).isNotEmpty().noneMatch(line -> line.contains("flush"));
    }

    @Test
    void aRunThatComesToItsEndHasNoCauseToTell() {
        assertThat(new FakeDeployment(scenario()).run().conductor.outcome().standstill())
                .isEmpty();
    }

    @Test
    void theTimeLimitEndsARunBeforeItsQuietByTimeOut() {
        Scenario limited = scenario().withBudgets(Budgets.DEFAULT.withLimitMillis(2_000));

        FakeDeployment deployment = new FakeDeployment(limited).run();

        assertThat(deployment.conductor.outcome().end()).isEqualTo("timeout");
        assertThat(deployment.lines("\"reason\":\"timeout\"")).hasSize(1);
        assertThat(deployment.lines("\"quiet\"")).as("nothing was seen at rest").isEmpty();
        assertThat(deployment.now).isLessThan(3 * FakeDeployment.SECOND);
        assertThat(deployment.conductor.outcome().remarks())
                .containsExactly("the time limit of the run, 2.0 s, was reached in the safety phase");
    }

    /** A group that installs one view after the other and delivers no END. */
    private static final class ViewsForEver extends FakeDeployment {
        private boolean churns;

        ViewsForEver(Scenario scenario) {
            super(scenario);
            maxWaitNanos = SECOND;
        }

        @Override
        void multicast(Action.Multicast send) {
            if (send.last()) {
                churns = true;
            } else {
                super.multicast(send);
            }
        }

        @Override
        void woken() {
            if (churns) {
                installView();
            }
        }
    }

    @Test
    void aGroupThatOnlyInstallsViewsIsGivenUpAfterTheTimeLimit() {
        Scenario limited = scenario().withBudgets(Budgets.DEFAULT.withLimitMillis(60_000));

        FakeDeployment deployment = new ViewsForEver(limited).run();

        assertThat(deployment.conductor.outcome().end()).isEqualTo("timeout");
        assertThat(deployment.lines("\"quiet\"")).hasSize(1);
        assertThat(deployment.now / FakeDeployment.SECOND)
                .as("the budget since the last progress is granted after the limit")
                .isBetween(60L, 90L);
    }

    @Test
    void anEndUnderWayAtTheTimeLimitKeepsItsWholeBudget() {
        Scenario limited = scenario().withBudgets(Budgets.DEFAULT.withLimitMillis(9_000));

        FakeDeployment deployment = new FakeDeployment(limited) {
            private final List<Action.Multicast> held = new ArrayList<>();

            {
                maxWaitNanos = SECOND;
            }

            @Override
            void multicast(Action.Multicast send) {
                if (send.last()) {
                    held.add(send);
                } else {
                    super.multicast(send);
                }
            }

            @Override
            void woken() {
                if (now > 15 * SECOND) {
                    held.forEach(super::multicast);
                    held.clear();
                }
            }
        }.run();

        assertThat(deployment.conductor.outcome().end()).isEqualTo("complete");
    }

    @Test
    void theUsualTimeLimitCoversAPlanThatOutlastsTheWorkload() {
        assertThat(scenario().timeLimitMillis()).isGreaterThan(5_000);
        assertThat(scenario().withBudgets(Budgets.DEFAULT.withLimitMillis(7)).timeLimitMillis())
                .isEqualTo(7);
    }

    @Test
    void aGroupThatDoesNotFormInTimeIsNamed() {
        Scenario patient = scenario().withBudgets(Budgets.DEFAULT.withGatherMillis(4_000));
        FakeDeployment apart = new FakeDeployment(patient) {
            @Override
            void installView() {}
        };

        RunOutcome outcome = apart.run().conductor.outcome();

        assertThat(outcome.remarks())
                .first()
                .asString()
                .startsWith("the founders were not in one view within 4.0 s; workload and plan begin nevertheless");
        assertThat(tellings(apart)).isNotEmpty();
        FakeDeployment perfect = new FakeDeployment(patient).run();
        assertThat(perfect.conductor.outcome().remarks()).isEmpty();
        assertThat(tellings(perfect)).first().asString().contains("the group has formed");
    }

    private static List<String> tellings(FakeDeployment deployment) {
        return deployment.actions.stream()
                .filter(Action.Tell.class::isInstance)
                .map(action -> ((Action.Tell) action).what())
                .toList();
    }
}
