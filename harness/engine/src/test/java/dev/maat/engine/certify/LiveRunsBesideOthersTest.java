package dev.maat.engine.certify;

import static dev.maat.engine.certify.ScriptedCertification.plan;
import static dev.maat.engine.certify.ScriptedCertification.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.certify.ScriptedCertification.End;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.fake.MadeUpPlan;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live runs that are made side by side: their order, what becomes of one that proves nothing, and where they stop. */
class LiveRunsBesideOthersTest {
    @TempDir
    Path temp;

    private ScriptedCertification certification(ScriptedCertification.Script script) {
        return new ScriptedCertification(temp.resolve("out"), script);
    }

    @Test
    void recordsStandInTheOrderOfThePlanWhateverOrderRunsEndIn() {
        CountDownLatch others = new CountDownLatch(2);
        ScriptedCertification certification = certification((seed, attempt) -> {
            if (seed == 1) {
                others.await();
            } else {
                others.countDown();
            }
            return End.HOLDS;
        });

        certification.certify(plan(4), 3);

        assertThat(certification.runsInBundle()).containsExactly(1, 2, 3, 4);
        assertThat(certification.eventsInWords())
                .containsExactly(
                        "begun",
                        "run 1 not-exercised",
                        "run 2 not-exercised",
                        "run 3 not-exercised",
                        "run 4 not-exercised");
    }

    @Test
    void aRunThatProvesNothingBesideOthersIsMadeAgainAloneAndItsRecordSaysSo() {
        CountDownLatch together = new CountDownLatch(2);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger besideTheSecondAttempt = new AtomicInteger(-1);
        ScriptedCertification certification = certification((seed, attempt) -> {
            int others = underWay.getAndIncrement();
            try {
                together.countDown();
                together.await();
                if (seed == 1 && attempt == 2) {
                    besideTheSecondAttempt.set(others);
                }
                return seed == 1 && attempt == 1 ? End.UNREADABLE : End.HOLDS;
            } finally {
                underWay.decrementAndGet();
            }
        });

        Certificate certificate = certification.certify(plan(5), 2);

        assertThat(certification.made()).as("one run more than the plan has").hasSize(6);
        assertThat(besideTheSecondAttempt).hasValue(0);
        assertThat(certification.record(1).word()).isEqualTo("not-exercised");
        assertThat(certification.record(1).told().setAside())
                .singleElement()
                .asString()
                .startsWith("beside ")
                .contains("it was unknown: the harness failed");
        assertThat(certification.record(2).told().setAside()).isEmpty();
        assertThat(certificate.repeats())
                .contains("1 live run proved nothing beside others and was made again alone, once: 1");
        assertThat(temp.resolve("out/run-1"))
                .as("what was set aside can be looked at")
                .isDirectory();
        assertThat(temp.resolve("out/run-1-alone")).doesNotExist();
    }

    @Test
    void aRunThatProvesNothingAloneEitherIsMadeNoThirdTime() {
        CountDownLatch together = new CountDownLatch(2);
        ScriptedCertification certification = certification((seed, attempt) -> {
            together.countDown();
            together.await();
            return seed == 1 ? End.UNREADABLE : End.HOLDS;
        });

        certification.certify(plan(2), 2);

        assertThat(certification.made()).containsExactlyInAnyOrder(1L, 1L, 2L);
        assertThat(certification.record(1).word()).isEqualTo("unknown");
    }

    @Test
    void aRunThatMetNoOtherIsNotMadeAgain() {
        ScriptedCertification certification = certification((seed, attempt) -> End.UNREADABLE);

        certification.certify(plan(2), 1);

        assertThat(certification.made()).containsExactly(1L, 2L);
    }

    @Test
    void aViolationIsToldAtOnceThenMadeSmallerThenRunAgainAndIsTheLastRun() {
        CountDownLatch together = new CountDownLatch(2);
        ScriptedCertification certification = certification((seed, attempt) -> {
            together.countDown();
            together.await();
            return seed == 2 && attempt == 1 ? End.VIOLATED : End.HOLDS;
        });

        Certificate certificate = certification.certify(plan(9), 2);

        assertThat(certification.eventsInWords())
                .containsExactly("begun", "run 1 not-exercised", "run 2 violated", "shrinking", "again");
        assertThat(certification.runsInBundle()).containsExactly(1, 2);
        assertThat(certification.record(2).told().setAside())
                .as("never repeated away")
                .isEmpty();
        assertThat(certificate.outcome()).isEqualTo("refused");
        assertThat(certification.measured().recurrences())
                .containsExactly(new Measured.Recurrence(2, "self-inclusion", 1, 0));
        assertThat(temp.resolve("out/run-2/report.html")).isRegularFile();
    }

    @Test
    void aShareWhoseRunsFailThreeTimesInARowEnds() {
        ScriptedCertification certification = certification((seed, attempt) -> End.UNREADABLE);

        certification.certify(plan(9), 1);

        assertThat(certification.runsInBundle()).containsExactly(1, 2, 3);
    }

    @Test
    void aViolationThatEndedBeforeItsShareWasGivenUpStands() {
        CountDownLatch violated = new CountDownLatch(1);
        ScriptedCertification certification = certification((seed, attempt) -> {
            if (seed == 4) {
                violated.countDown();
                return End.VIOLATED;
            }
            if (seed == 3) {
                violated.await();
            }
            return End.UNREADABLE;
        });

        Certificate certificate = certification.certify(plan(9), 2);

        assertThat(certification.runsInBundle()).containsExactly(1, 2, 3, 4);
        assertThat(certificate.outcome()).isEqualTo("refused");
    }

    @Test
    void theNextShareIsAnnouncedBeforeItsFirstRunThoughTheOneBeforeWasGivenUp() {
        ScriptedCertification certification = certification((seed, attempt) -> seed <= 9 ? End.UNREADABLE : End.HOLDS);

        certification.certify(
                MadeUpPlan.usual("membership").of(share("processes", "udp", 1, 9), share("processes", "tcp", 10, 11)),
                2);

        assertThat(certification.eventsInWords())
                .containsExactly(
                        "begun",
                        "run 1 unknown",
                        "run 2 unknown",
                        "run 3 unknown",
                        "begun",
                        "run 10 not-exercised",
                        "run 11 not-exercised");
    }
}
