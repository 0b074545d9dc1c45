package dev.maat.engine.certify;

import static dev.maat.engine.certify.ScriptedCertification.plan;
import static dev.maat.engine.certify.ScriptedCertification.share;
import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.certify.ScriptedCertification.End;
import dev.maat.engine.certify.ScriptedCertification.Script;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.fake.MadeUpPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts that meet a certification while it makes no run of its plan: it waits for ends, or looks into a run. */
class InterruptedInquiryTest {
    private static final long LIMIT_SECONDS = 20;
    private static final long BREAK_OFF_MILLIS = 500;

    @TempDir
    Path temp;

    private final Thread certifying = Thread.currentThread();

    private ScriptedCertification certification(Script script) {
        return new ScriptedCertification(temp.resolve("out"), script);
    }

    /** Interrupts the certification, whose thread makes this run, and ends as a run does that notices. */
    private End interruptedWhileItIsMade() {
        certifying.interrupt();
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            return End.INTERRUPTED;
        }
        throw new IllegalStateException("nobody counts down");
    }

    @Test
    void anInterruptWhileRunsEndAfterAViolationLetsTheirCleanUpEnd() {
        CountDownLatch together = new CountDownLatch(2);
        AtomicBoolean cleanedUp = new AtomicBoolean();
        ScriptedCertification certification = certification((seed, attempt) -> {
            together.countDown();
            together.await();
            if (seed == 1) {
                return End.VIOLATED;
            }
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException toldToEnd) {
                certifying.interrupt();
                cleanedUp.set(isLeftAlone());
            }
            return End.HOLDS;
        });

        Certificate certificate = certification.certify(plan(2), 2);

        assertThat(cleanedUp).isTrue();
        assertThat(certificate.outcome()).isEqualTo("refused");
        assertThat(certification.measured().ended()).isEqualTo(Measured.INTERRUPTED);
        assertThat(certification.measured().witnesses()).hasSize(1);
        assertThat(certification.made())
                .as("nothing is run again after an interrupt")
                .containsExactlyInAnyOrder(1L, 2L);
    }

    /** A clean-up: waits until the certification has taken its interrupt, and a little for one of its own, which must not come. */
    private boolean isLeftAlone() {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (certifying.isInterrupted() && System.nanoTime() < deadlineNanos) {
            Thread.onSpinWait();
        }
        try {
            return !new CountDownLatch(1).await(BREAK_OFF_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException brokenOff) {
            return false;
        }
    }

    @Test
    void anInterruptDuringFurtherRunsOfAViolationEndsTheCertification() {
        ScriptedCertification certification = certification((seed, attempt) -> {
            if (seed > 1) {
                return End.HOLDS;
            }
            return attempt == 1 ? End.VIOLATED : interruptedWhileItIsMade();
        });

        Certificate certificate =
                certification.certify(MadeUpPlan.usual("membership").toTheEnd().of(share("processes", "udp", 1, 4)), 1);

        assertThat(certificate.outcome()).isEqualTo("refused");
        assertThat(certification.measured().ended()).isEqualTo(Measured.INTERRUPTED);
        assertThat(certification.made()).containsExactly(1L, 1L);
    }

    @Test
    void anInterruptDuringTheReplayOfTheFirstRunEndsTheCertification() {
        ScriptedCertification certification =
                certification((seed, attempt) -> attempt == 1 ? End.HOLDS : interruptedWhileItIsMade());

        certification.certify(MadeUpPlan.usual("membership").of(share("simulation", "udp", 1, 4)), 1);

        assertThat(certification.measured().ended()).isEqualTo(Measured.INTERRUPTED);
        assertThat(certification.made()).containsExactly(1L, 1L);
    }

    @Test
    void anInterruptInSpiteOfWhichAReplayCameToItsEndEndsTheCertificationAsWell() {
        ScriptedCertification certification = certification((seed, attempt) -> {
            if (attempt > 1) {
                certifying.interrupt();
            }
            return End.HOLDS;
        });

        certification.certify(MadeUpPlan.usual("membership").of(share("simulation", "udp", 1, 4)), 1);

        assertThat(certification.measured().ended()).isEqualTo(Measured.INTERRUPTED);
        assertThat(certification.made()).containsExactly(1L, 1L);
    }

    @Test
    void aRunThatDoesNotEndDoesNotKeepTheCertificateFromBeingWritten() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        AtomicReference<Thread> deaf = new AtomicReference<>();
        ScriptedCertification certification = certification((seed, attempt) -> {
                    if (seed == 1) {
                        return End.HOLDS;
                    }
                    deaf.set(Thread.currentThread());
                    certifying.interrupt();
                    awaitWhateverInterrupts(end);
                    return End.HOLDS;
                })
                .waitingForEnds(Duration.ofMillis(200));

        Certificate certificate = certification.certify(plan(2), 1);

        assertThat(certificate.reasons()).contains("the certification was interrupted");
        assertThat(certification.runsInBundle()).containsExactly(1);
        end.countDown();
        deaf.get().join(Duration.ofSeconds(LIMIT_SECONDS));
        assertThat(temp.resolve("out/finished-000002.zip"))
                .as("a run that comes too late is none")
                .doesNotExist();
    }

    private static void awaitWhateverInterrupts(CountDownLatch end) {
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                // This run is deaf.
            }
        }
    }
}
