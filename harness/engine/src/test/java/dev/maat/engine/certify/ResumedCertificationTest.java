package dev.maat.engine.certify;

import static dev.maat.engine.certify.ScriptedCertification.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.bundle.Digests;
import dev.maat.engine.certify.ScriptedCertification.End;
import dev.maat.engine.certify.ScriptedCertification.Script;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.fake.MadeUpPlan;
import dev.maat.engine.run.ArgumentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certification that was interrupted goes on where it stopped, with what was finished. */
class ResumedCertificationTest {
    private static final Script HOLDS = (seed, attempt) -> End.HOLDS;

    @TempDir
    Path temp;

    private Path out;

    @BeforeEach
    void nameTheFolder() {
        out = temp.resolve("out");
    }

    private ScriptedCertification certification(Script script) {
        return new ScriptedCertification(out, script);
    }

    /** Interrupts the certification while a run is under way. */
    private static Script interruptedIn(long last, Script before) {
        Thread certifying = Thread.currentThread();
        return (seed, attempt) -> {
            if (seed < last) {
                return before.of(seed, attempt);
            }
            certifying.interrupt();
            new CountDownLatch(1).await();
            return End.HOLDS;
        };
    }

    private void interruptInTheThirdOf(Plan plan) {
        Certificate first = certification(interruptedIn(3, HOLDS)).certify(plan, 1);
        assertThat(first.reasons()).contains("the certification was interrupted");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void finishedRunsAreTakenAsTheyAreAndTheRestIsMade() throws IOException {
        interruptInTheThirdOf(plan(4));
        assertThat(files())
                .containsExactly(
                        "bundle.maat-bundle.zip",
                        "certificate.html",
                        "certificate.json",
                        "finished-000001.zip",
                        "finished-000002.zip",
                        "finished.sha256",
                        "plan.json");
        ScriptedCertification second = certification(HOLDS);

        Certificate certificate = second.certify(plan(4), 2);

        assertThat(second.made()).containsExactlyInAnyOrder(3L, 4L);
        assertThat(second.runsInBundle()).containsExactly(1, 2, 3, 4);
        assertThat(certificate.reasons()).doesNotContain("the certification was interrupted");
        assertThat(certificate.environment()).containsKey("processes");
        assertThat(files())
                .as("nothing is left of the interrupted one")
                .containsExactly("bundle.maat-bundle.zip", "certificate.html", "certificate.json", "plan.json");
    }

    @Test
    void aBundleThatWasResumedSaysSo() {
        interruptInTheThirdOf(plan(4));
        ScriptedCertification second = certification(HOLDS);

        Certificate certificate = second.certify(plan(4), 1);

        assertThat(second.measured().sittings())
                .extracting(Measured.Sitting::runs)
                .containsExactly(2, 2);
        assertThat(certificate.scope())
                .anyMatch(sentence -> sentence.startsWith("made in 2 sittings, since the certification was interrupted"
                        + " and resumed: 2 runs in the one of "));
    }

    @Test
    void theRecordsOfAResumedCertificationAreThoseOfOneThatWasNotInterrupted() {
        interruptInTheThirdOf(plan(3));
        ScriptedCertification resumed = certification(HOLDS);
        resumed.certify(plan(3), 1);
        ScriptedCertification whole = new ScriptedCertification(temp.resolve("whole"), HOLDS);
        whole.certify(plan(3), 1);

        for (int run = 1; run <= 3; run++) {
            assertThat(resumed.record(run).derived())
                    .isEqualTo(whole.record(run).derived());
            assertThat(resumed.record(run).historySha256())
                    .isEqualTo(whole.record(run).historySha256());
        }
    }

    @Test
    void anotherPlanIsRefusedAndToldWhereItDiffers() throws IOException {
        interruptInTheThirdOf(plan(4));
        List<String> before = files();
        Plan other = MadeUpPlan.usual("membership")
                .withLevel("full")
                .of(plan(4).shares().getFirst());

        assertThatThrownBy(() -> certification(HOLDS).certify(other, 1))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining(
                        "an interrupted certification of another plan (level: \"quick\" there, \"full\" now)");
        assertThat(files()).as("nothing was touched").isEqualTo(before);
    }

    @Test
    void oneByteOfAFinishedRunThatIsAnotherRefusesTheRunByName() throws IOException {
        interruptInTheThirdOf(plan(4));
        Path finished = out.resolve("finished-000002.zip");
        byte[] whole = Files.readAllBytes(finished);
        for (int at = 0; at < whole.length; at += 1 + whole.length / 40) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 1;
            Files.write(finished, flipped);

            assertThatThrownBy(() -> certification(HOLDS).certify(plan(4), 1))
                    .as("byte %d", at)
                    .isInstanceOf(ArgumentException.class)
                    .hasMessageContaining("finished-000002.zip was finished by a certification that was interrupted");
        }
    }

    @Test
    void aFinishedRunThatWasRemovedIsNotMadeASecondTime() throws IOException {
        interruptInTheThirdOf(plan(4));
        Files.delete(out.resolve("finished-000002.zip"));
        ScriptedCertification second = certification(HOLDS);

        assertThatThrownBy(() -> second.certify(plan(4), 1))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("finished-000002.zip is missing")
                .hasMessageContaining("another folder with --out");
        Files.delete(out.resolve("finished-000001.zip"));
        assertThatThrownBy(() -> second.certify(plan(4), 1))
                .as("none is left")
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("finished-000001.zip is missing");
        assertThat(second.made()).isEmpty();
        assertThat(files()).contains("certificate.json");
    }

    @Test
    void aFinishedRunWhoseLineInTheJournalAKillCutOffIsTaken() throws IOException {
        interruptInTheThirdOf(plan(4));
        Path journal = out.resolve("finished.sha256");
        String whole = Files.readString(journal);
        Files.writeString(journal, whole.substring(0, whole.length() - 20));
        ScriptedCertification second = certification(interruptedIn(4, HOLDS));
        second.certify(plan(4), 1);

        assertThat(second.made()).containsExactly(3L, 4L);
        assertThat(Files.readString(journal)).startsWith(whole).hasLineCount(3);
    }

    @Test
    void aRunInWhichTheHarnessFailedIsMadeOnceMore() {
        Certificate first = certification(interruptedIn(4, (seed, attempt) -> seed == 2 ? End.UNREADABLE : End.HOLDS))
                .certify(plan(4), 1);
        assertThat(first.reasons()).contains("the certification was interrupted");
        ScriptedCertification second = certification(HOLDS);

        second.certify(plan(4), 1);

        assertThat(second.made()).containsExactly(2L, 4L);
        assertThat(second.record(2).word()).isEqualTo("not-exercised");
    }

    @Test
    void aSittingThatIsInterruptedAtOnceStillTakesEveryFinishedRun() {
        Thread certifying = Thread.currentThread();
        CountDownLatch others = new CountDownLatch(2);
        Certificate first = certification((seed, attempt) -> {
                    if (seed == 2 || seed == 4) {
                        others.countDown();
                        return seed == 4 ? End.VIOLATED : End.HOLDS;
                    }
                    if (seed == 5) {
                        certifying.interrupt();
                    }
                    new CountDownLatch(1).await();
                    return End.HOLDS;
                })
                .certify(plan(6), 3);
        assertThat(others.getCount()).isZero();
        assertThat(first.outcome()).isEqualTo("refused");
        ScriptedCertification second = certification(HOLDS);

        Thread.currentThread().interrupt();
        Certificate certificate = second.certify(plan(6), 1);

        assertThat(second.made()).isEmpty();
        assertThat(second.runsInBundle()).containsExactly(2, 4);
        assertThat(certificate.outcome()).isEqualTo("refused");
        assertThat(second.measured().ended()).isEqualTo(Measured.INTERRUPTED);
        assertThat(out.resolve("finished-000004.zip")).exists();
    }

    @Test
    void theEarlierCertificateStaysUntilTheNewOneIsWritten() {
        interruptInTheThirdOf(plan(4));
        List<Path> results = Stream.of("certificate.json", "certificate.html", "bundle.maat-bundle.zip")
                .map(out::resolve)
                .toList();
        List<String> before =
                results.stream().map(ResumedCertificationTest::digest).toList();
        List<String> meanwhile = Collections.synchronizedList(new ArrayList<>());

        certification((seed, attempt) -> {
                    if (seed == 4) {
                        for (Path result : results) {
                            meanwhile.add(digest(result));
                        }
                    }
                    return End.HOLDS;
                })
                .certify(plan(4), 1);

        assertThat(meanwhile).isEqualTo(before);
        assertThat(digest(results.getFirst())).isNotEqualTo(before.getFirst());
    }

    private static String digest(Path file) {
        try {
            return Digests.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theCertificateNamesWhatASittingDependedOnAndTheFirstDidNot() {
        interruptInTheThirdOf(plan(4));

        Certificate certificate = certification(HOLDS).onCores("4").certify(plan(4), 1);

        assertThat(certificate.scope())
                .contains(
                        "the sitting of 1970-01-01T00:00:00Z differed from the first one in what its runs depended on:"
                                + " processes: cores was 4 in place of 2");
    }

    @Test
    void theFileOfOneRunIsNotTakenForAnother() throws IOException {
        interruptInTheThirdOf(plan(4));
        Files.copy(out.resolve("finished-000001.zip"), out.resolve("finished-000004.zip"));

        assertThatThrownBy(() -> certification(HOLDS).certify(plan(4), 1))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("finished-000004.zip")
                .hasMessageContaining("it is not of run 4 of the plan");
    }

    @Test
    void aFileThatAKillCutOffIsNoFinishedRun() throws IOException {
        interruptInTheThirdOf(plan(3));
        Files.write(out.resolve("finished-000003.zip.part"), new byte[100]);
        ScriptedCertification second = certification(HOLDS);
        second.certify(plan(3), 1);

        assertThat(second.made()).containsExactly(3L);
        assertThat(files()).noneMatch(name -> name.startsWith("finished"));
    }

    @Test
    void aViolationThatWasFinishedBeforeTheInterruptIsToldAndStopsTheResumedOneAsWell() {
        CountDownLatch violated = new CountDownLatch(1);
        Thread certifying = Thread.currentThread();
        Script first = (seed, attempt) -> {
            if (seed == 2) {
                violated.countDown();
                return End.VIOLATED;
            }
            if (seed == 3) {
                // One thread makes run 2 and then this, so run 2 has ended.
                certifying.interrupt();
            }
            new CountDownLatch(1).await();
            return End.HOLDS;
        };
        Certificate interrupted = certification(first).certify(plan(5), 2);
        assertThat(violated.getCount()).isZero();
        assertThat(interrupted.outcome()).isEqualTo("refused");
        ScriptedCertification second = certification(HOLDS);

        Certificate certificate = second.certify(plan(5), 1);

        assertThat(certificate.outcome()).isEqualTo("refused");
        assertThat(second.runsInBundle()).containsExactly(1, 2);
        assertThat(second.made()).as("the second time run 2 is only run again").containsExactly(1L, 2L);
        assertThat(second.eventsInWords())
                .containsExactly("begun", "run 1 not-exercised", "run 2 violated", "shrinking", "again");
        assertThat(certificate.violations().getFirst().witness()).isEqualTo("witness/self-inclusion.jsonl");
        assertThat(out.resolve("run-2/report.html")).isRegularFile();
    }
}
