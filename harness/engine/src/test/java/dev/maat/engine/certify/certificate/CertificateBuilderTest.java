package dev.maat.engine.certify.certificate;

import static dev.maat.engine.certify.certificate.MadeUpRuns.NOTHING;
import static dev.maat.engine.certify.certificate.MadeUpRuns.PROFILE;
import static dev.maat.engine.certify.certificate.MadeUpRuns.derived;
import static dev.maat.engine.certify.certificate.MadeUpRuns.plan;
import static dev.maat.engine.certify.certificate.MadeUpRuns.property;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.engine.certify.records.Derived;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord.Told;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a certificate is certified, refused or inconclusive, over records that are made up. */
class CertificateBuilderTest {
    private final MadeUpRuns runs = new MadeUpRuns();

    private Certificate certificate(int planned, String ended) {
        return runs.certificate(plan(planned), MadeUpRuns.measured(ended));
    }

    @Test
    void thirtyCasesFromTenSeedsAreEnough() {
        runs.add(10, derived("holds", 3), NOTHING);
        Certificate certificate = certificate(10, Measured.COMPLETE);

        assertThat(certificate.outcome()).as(certificate.toString()).isEqualTo("certified");
        assertThat(certificate.leftOut()).containsExactly("containers over tcp: no engine answers");
        assertThat(certificate.confidence()).contains("no violation in 10 runs", "0.259");
        assertThat(certificate.shares().getFirst().writable()).isEqualTo(50);
    }

    @Test
    void fewerCasesOrFewerSeedsAreNot() {
        runs.add(9, derived("holds", 100), NOTHING);
        assertThat(certificate(9, Measured.COMPLETE).reasons())
                .hasSize(PROFILE.properties(false).size())
                .allSatisfy(reason -> assertThat(reason).contains("from 9 seeds"));

        runs.records.clear();
        runs.add(29, derived("holds", 1), NOTHING);
        assertThat(certificate(29, Measured.COMPLETE).outcome()).isEqualTo("inconclusive");
    }

    @Test
    void aViolationRefusesWhateverElseIsMissing() {
        runs.add(1, derived("violated", 3), NOTHING);
        Certificate certificate = certificate(10, Measured.VIOLATION);

        assertThat(certificate.outcome()).isEqualTo("refused");
        assertThat(certificate.reasons().getFirst())
                .startsWith("delivery-integrity: ")
                .contains("run 1");
        assertThat(certificate.shares().getFirst().below()).isEqualTo(1);
    }

    @Test
    void aViolationInAGroupThatWasDisturbedDecidesNothingAndIsNeverPassedOver() {
        runs.add(1, derived("violated", 3), new Told("", List.of("somebody killed n1"), List.of(), List.of(), 1));
        runs.add(30, derived("holds", 3), NOTHING);
        Certificate certificate = certificate(31, Measured.COMPLETE);

        assertThat(certificate.outcome()).isEqualTo("inconclusive");
        assertThat(certificate.reasons())
                .singleElement()
                .asString()
                .contains("run 1", "its history is violated", "somebody killed n1");
        assertThat(certificate.shares().getFirst().unknown()).isEqualTo(1);
        assertThat(certificate.shares().getFirst().counted()).isEqualTo(30);
    }

    @Test
    void tooManyUnknownRunsMakeItInconclusive() {
        runs.add(2, derived("holds", 3), new Told("no engine", List.of(), List.of(), List.of(), 1));
        runs.add(28, derived("holds", 3), NOTHING);

        assertThat(certificate(30, Measured.COMPLETE).reasons().getFirst())
                .contains("2 of 30 runs are unknown", "the harness failed: no engine");
    }

    @Test
    void anInterruptLeavesItInconclusive() {
        runs.add(12, derived("holds", 3), NOTHING);

        assertThat(certificate(20, Measured.INTERRUPTED).reasons())
                .contains("the certification was interrupted")
                .anyMatch(reason -> reason.endsWith("12 of 20 runs were made"));
    }

    @Test
    void aPropertyOfWhichNoHistoryTellsIsNamedInTheScope() {
        List<Derived.Property> properties = PROFILE.properties(false).stream()
                .map(property -> property == PropertyId.BOUNDED_MEMORY
                        ? new Derived.Property(property.id(), "inapplicable", 0, 0, 0, true, "")
                        : property(property, "holds", 3))
                .toList();
        runs.add(10, new Derived("holds", List.of(), properties, Map.of(), 0, 0, 1, 1, List.of()), NOTHING);
        Certificate certificate = certificate(10, Measured.COMPLETE);

        assertThat(certificate.outcome()).isEqualTo("certified");
        assertThat(certificate.scope()).anyMatch(line -> line.startsWith("no history tells of bounded-memory"));
        assertThat(IntStream.range(0, certificate.properties().size())
                        .mapToObj(i -> certificate.properties().get(i).exercised()))
                .contains("inapplicable");
    }

    @Test
    void aMachineThatCanRunNoDeploymentCertifiesNothing() {
        Certificate certificate = certificate(0, Measured.COMPLETE);

        assertThat(certificate.outcome()).isEqualTo("inconclusive");
        assertThat(certificate.confidence())
                .isEqualTo("no run counts in which a property was at risk, so nothing is known");
    }

    @Test
    void aSeedThatDidNotReplayProvesNothing() {
        runs.add(10, derived("holds", 3), NOTHING);
        Measured measured = MadeUpRuns.measured(Measured.COMPLETE, new Measured.Replay(1, false));

        assertThat(runs.certificate(plan(10), measured).reasons())
                .singleElement()
                .asString()
                .contains("run 1 did not replay");
    }

    @Test
    void aRunInWhichNothingWasAtRiskBoundsNothing() {
        runs.add(10, derived("holds", 3), NOTHING);
        runs.add(90, derived("not-exercised", 0), NOTHING);
        Certificate certificate = certificate(100, Measured.COMPLETE);

        assertThat(certificate.shares().getFirst().counted()).isEqualTo(100);
        assertThat(certificate.confidence()).contains("no violation in 10 runs");
        assertThat(certificate.shares().getFirst().below()).isEqualTo(Confidence.bound(10));
    }

    @Test
    void aBundleThatTookNoFurtherRunIsInconclusive() {
        runs.add(10, derived("holds", 3), NOTHING);

        assertThat(certificate(10, Measured.FULL).reasons())
                .containsExactly("the bundle is full and takes no further run");
    }

    @Test
    void theBoundOfAPropertySpeaksOfTheRunsThatExercisedIt() {
        runs.add(20, derived("holds", 3), NOTHING);
        runs.add(10, withoutRisk(PropertyId.AGREEMENT), NOTHING);
        Certificate certificate = certificate(30, Measured.COMPLETE);

        assertThat(certificate.properties())
                .filteredOn(property -> property.id().equals("agreement"))
                .singleElement()
                .satisfies(agreement -> {
                    assertThat(agreement.exercisedRuns()).isEqualTo(20);
                    assertThat(agreement.below()).isEqualTo(Confidence.bound(20));
                });
        assertThat(certificate.confidence())
                .contains("no violation in 30 runs")
                .contains("the fewest of them exercised agreement: 20, so of it below 0.139");
    }

    private static Derived withoutRisk(PropertyId idle) {
        List<Derived.Property> properties = PROFILE.properties(false).stream()
                .map(property -> property(property, "holds", property == idle ? 0 : 3))
                .toList();
        return new Derived("holds", List.of(), properties, Map.of(), 5, 10, 100, 3, List.of());
    }
}
