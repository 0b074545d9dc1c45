package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.Histories;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.RunRequest;
import dev.maat.engine.run.FaultCoverage;
import dev.maat.engine.run.ProtocolPhase;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultKind;
import dev.maat.faults.FaultPlan;
import dev.maat.faults.Flavour;
import dev.maat.faults.Moment;
import dev.maat.faults.PlannedFault;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.reference.ReferenceCore;
import dev.maat.reference.parts.AgreementParts;
import dev.maat.reference.parts.ReferenceParts;
import dev.maat.scenario.Budgets;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import dev.maat.simulation.CoreFactory;
import dev.maat.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults that wait for moments of the view change reach them, and storms and ambushes break nothing of the reference. */
class AimedFaultsTest {
    private static final int SEEDS = 40;
    private static final long DURATION_MILLIS = 12_000;
    private static final Budgets BUDGETS = new Budgets(5_000, 0, 8_000, 600, 15_000, 5_000);

    private static final Implementation REFERENCE = Implementations.scan(
                    MaatCommand.root().resolve("impl/reference/src/main"))
            .find("reference");

    private static Scenario drawn(long seed) {
        RunRequest request =
                RunRequest.usual("simulation", "udp", "total", "test").withDurationMillis(DURATION_MILLIS);
        return request.draw(REFERENCE, Simulation.capabilities("udp"), seed);
    }

    private static String whole(SimulatedRun run) {
        StringBuilder whole = new StringBuilder(run.history().get("harness"));
        run.history().forEach((name, text) -> whole.append(name.equals("harness") ? "" : text));
        return whole.toString();
    }

    @Test
    void theReferenceHoldsUnderAmbushesAndStormsWhichReachEveryStageOfTheAgreement() {
        List<String> failures = new ArrayList<>();
        FaultCoverage coverage = FaultCoverage.NONE;
        for (long seed = 1; seed <= SEEDS; seed++) {
            if (Flavour.of(seed) == Flavour.TIMED) {
                continue;
            }
            SimulatedRun run = SimulatedRun.of(drawn(seed));
            if (run.judgement().verdict() != Verdict.HOLDS) {
                failures.add("seed " + seed + ": " + run.judgement().reasons());
            }
            coverage = coverage.plus(FaultCoverage.of(Histories.parse(whole(run))));
        }

        assertThat(failures).isEmpty();
        for (ProtocolPhase phase : ProtocolPhase.values()) {
            long any = 0;
            for (FaultKind kind : coverage.kinds()) {
                any += coverage.count(kind, phase);
            }
            assertThat(any).as("faults that began in %s", phase.word()).isPositive();
        }
    }

    /** The coordinator of the change after n5's death is cut off at the effect by which it knows the decision. */
    private static Scenario decidedAndCutOff(long seed) {
        List<PlannedFault> faults = List.of(
                new PlannedFault(1, 1_000, null, new Fault.Kill("n5"), true),
                new PlannedFault(
                        2,
                        new Moment.OnMark("decided", false, "@coordinator", 1, 1, 0, 1_000),
                        4_000L,
                        new Fault.Partition(List.of(List.of("@marker"), List.of("@rest"))),
                        true));
        return Scenario.of("reference", "atomic", "total", 5, seed, new Workload(100, 32, 600, 7_000))
                .withBudgets(BUDGETS)
                .withPlan(new FaultPlan(faults, List.of()));
    }

    @Test
    void aDecisionThatOnlyItsCoordinatorKnowsIsMadeAgain() {
        SimulatedRun run = SimulatedRun.of(decidedAndCutOff(1));

        assertThat(run.judgement().verdict())
                .as("%s", run.judgement().reasons())
                .isEqualTo(Verdict.HOLDS);
        assertThat(run.history().get("harness"))
                .contains("\"mark\":\"decided\"")
                .contains("\"inside\":");
    }

    @Test
    void aCoordinatorThatForgetsAcceptedValuesIsCaughtByOneAimedFault() {
        AgreementParts forgetful = ReferenceParts.STANDARD.agreement().withAdoption(reported -> null);
        CoreFactory cores = options -> new ReferenceCore(ReferenceParts.STANDARD.withAgreement(forgetful), options);

        SimulatedRun run = SimulatedRun.of(decidedAndCutOff(1), cores);

        assertThat(run.judgement().property("primary-component").verdict()).isEqualTo(Verdict.VIOLATED);
    }
}
