package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.bundle.Bundle;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.reference.ReferenceProvider;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import dev.maat.zoo.ZooProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of the reference and of a planted defect, made by the command and verified by the command. */
class CertificateTest {
    @TempDir
    Path work;

    @Test
    void theReferenceIsCertifiedAndTheBundleConfirmsItByBothCheckers() throws Exception {
        MaatCommand certify = certify(
                "reference",
                "--profile",
                "uniform-atomic",
                "--level",
                "quick",
                "--seeds",
                "20",
                "--battery",
                "0",
                "--duration",
                "10s");
        assertThat(certify.exitCode()).as(certify.output()).isZero();
        assertThat(certify.output())
                .contains(
                        "total order, uniform delivery (claims uniform-atomic)",
                        "no violation in 20 runs",
                        "1 of 1 simulated runs that were made twice had the same history to the byte",
                        "CERTIFIED  reference, uniform-atomic");

        MaatCommand verify = verify();
        assertThat(verify.exitCode()).as(verify.output()).isZero();
        assertThat(verify.output()).contains("the verdicts of 20 runs follow from their raw histories", "CONFIRMED");
    }

    @Test
    void aPlantedDefectIsRefusedWithAWitnessThatIsAHistoryOfAFewEvents() throws Exception {
        MaatCommand certify = certify("zoo:hasty-flush", "--profile", "atomic", "--duration", "10s");
        assertThat(certify.exitCode()).as(certify.output()).isEqualTo(1);
        assertThat(certify.output())
                .contains(
                        "REFUSED  zoo:hasty-flush, atomic",
                        "virtual-synchrony: ",
                        "was made smaller",
                        "witness/virtual-synchrony.scenario.json");

        MaatCommand verify = verify();
        assertThat(verify.exitCode()).as(verify.output()).isZero();
        assertThat(verify.output()).contains("it says: refused, zoo:hasty-flush");
        assertThat(Files.readString(work.resolve("certificate/certificate.html")))
                .contains("witness/virtual-synchrony.jsonl", "refused");
        assertThatTheSmallerScenarioHasFewerFaults();
    }

    private void assertThatTheSmallerScenarioHasFewerFaults() throws IOException {
        try (Bundle bundle = Bundle.open(work.resolve("certificate/bundle.maat-bundle.zip"))) {
            int violated = bundle.index().chain().getLast().run();
            Scenario whole = scenario(bundle, EntryNames.scenario(violated));
            Scenario small = scenario(bundle, EntryNames.smallScenario("virtual-synchrony"));

            assertThat(small.plan().faults())
                    .hasSizeLessThan(whole.plan().faults().size());
            assertThat(small.seed()).isEqualTo(whole.seed());
        }
    }

    private static Scenario scenario(Bundle bundle, String entry) {
        return ScenarioJson.read(entry, new String(bundle.bytes(entry), StandardCharsets.UTF_8));
    }

    @Test
    void aFewSeedsExerciseTooLittleToCertifyAndHistoriesThatWereNotKeptAreMadeAgain() throws Exception {
        MaatCommand certify = certify(
                "reference",
                "--profile",
                "atomic",
                "--seeds",
                "3",
                "--battery",
                "0",
                "--duration",
                "5s",
                "--histories",
                "1");
        assertThat(certify.exitCode()).as(certify.output()).isEqualTo(2);
        assertThat(certify.output()).contains("INCONCLUSIVE", "was not exercised enough");

        MaatCommand verify = verify();
        assertThat(verify.exitCode()).as(verify.output()).isEqualTo(2);
        assertThat(verify.output()).contains("2 simulated runs stand by the digest of their history alone");

        MaatCommand replayed = verify("--replay");
        assertThat(replayed.exitCode()).as(replayed.output()).isZero();
        assertThat(replayed.output())
                .contains("3 simulated runs were drawn from their seeds and made again, to the byte");
    }

    private MaatCommand certify(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("certify"));
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("--seed", "1", "--out", work.resolve("certificate").toString()));
        return MaatCommand.run(implementations(), work, command.toArray(String[]::new));
    }

    private MaatCommand verify(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "verify", work.resolve("certificate/bundle.maat-bundle.zip").toString()));
        command.addAll(List.of(options));
        return MaatCommand.run(implementations(), work, command.toArray(String[]::new));
    }

    private Path implementations() throws IOException {
        Path both = work.resolve("implementations");
        if (!Files.exists(both)) {
            ImplementationJar.folder(
                    both.resolve("reference"), manifest("reference"), List.of(ReferenceProvider.class));
            ImplementationJar.folder(
                    both.resolve("zoo"), manifest("zoo"), List.of(ZooProvider.class, ReferenceProvider.class));
        }
        return both;
    }

    private static String manifest(String module) throws IOException {
        return Files.readString(
                MaatCommand.root().resolve("impl/" + module + "/src/main/implementation/manifest.json"));
    }
}
