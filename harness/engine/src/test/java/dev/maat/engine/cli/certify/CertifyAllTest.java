package dev.maat.engine.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.bundle.Bundle;
import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.certificate.Certificate.Violation;
import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A violation ends a certification; with {@code --all} the rest of the runs is made all the same. */
class CertifyAllTest {
    @TempDir
    Path temp;

    private Path fake;
    private Path out;

    @BeforeEach
    void makeAnImplementationThatBreaksItsProfile() throws Exception {
        fake = FakeImplementation.in(temp.resolve("fake"));
        out = temp.resolve("certificate");
    }

    private Certificate certificate() {
        try (Bundle bundle = Bundle.open(file())) {
            return BundleJson.read(EntryNames.CERTIFICATE, bundle.bytes(EntryNames.CERTIFICATE), Certificate.class);
        }
    }

    private Path file() {
        return out.resolve("bundle.maat-bundle.zip");
    }

    @Test
    void withAllTheRunsGoOnAfterAViolationToTheEndOfThePlan() {
        CommandRun run = GoodBundle.certify(fake, "fake:outsider", out, "--all");

        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(certificate().shares().getFirst().made()).isEqualTo(2);
        assertThat(certificate().shares().getFirst().violated()).isEqualTo(2);
    }

    @Test
    void withoutAllTheFirstViolationIsTheLastRun() {
        CommandRun run = GoodBundle.certify(fake, "fake:outsider", out);

        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(certificate().shares().getFirst().made()).isEqualTo(1);
    }

    @Test
    void withAllEveryRefusedPropertyIsAReasonAndHasItsWitnessInTheBundle() {
        CommandRun run = GoodBundle.certify(fake, "fake:outsider", out, "--all");
        Certificate certificate = certificate();
        Map<String, Violation> first = certificate.violations().stream()
                .collect(Collectors.toMap(Violation::property, Function.identity(), (one, later) -> one));
        List<String> violated = certificate.properties().stream()
                .filter(property -> property.violatedRuns() > 0)
                .map(Certificate.PropertyTotal::id)
                .toList();

        assertThat(violated).as(run.toString()).hasSizeGreaterThan(1);
        assertThat(first.keySet()).containsExactlyInAnyOrderElementsOf(violated);
        assertThat(certificate.reasons()).hasSize(violated.size());
        try (Bundle bundle = Bundle.open(file())) {
            for (String property : violated) {
                assertThat(certificate.reasons()).anyMatch(reason -> reason.startsWith(property + ": "));
                assertThat(run.out())
                        .contains(property + ": " + first.get(property).sentence());
                assertThat(first.get(property).witness()).isEqualTo(EntryNames.witness(property));
                assertThat(bundle.names()).contains(EntryNames.witness(property));
            }
        }
        assertThat(GoodBundle.verify(file()).code()).isZero();
    }
}
