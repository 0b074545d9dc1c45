package dev.maat.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.maat.engine.certify.runs.CertificateDirectory;
import dev.maat.engine.certify.verify.Replayer;
import dev.maat.engine.certify.verify.Verification;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.EventType;

class GroupCertificationTest {
    @TempDir
    Path results;

    /** A build that keeps one property of its claim and breaks another. */
    static class Theirs extends GroupCertification {
        @Override
        protected BuildUnderTest build() {
            return BuildUnderTest.of(NaiveProvider.class)
                    .named("naive")
                    .membership("static")
                    .claiming("fifo", "reliable");
        }

        @Override
        protected int seeds() {
            return 25;
        }

        @Override
        protected int batteryRuns() {
            return 0;
        }

        @Override
        protected String faults() {
            return "loss";
        }

        @Override
        protected String payload() {
            return "32-600";
        }

        @Override
        protected long durationMillis() {
            return 1_000;
        }
    }

    /** The same with too few seeds. */
    static class TooFew extends Theirs {
        @Override
        protected int seeds() {
            return 2;
        }
    }

    /** Claims that no profile is. */
    static class OfSingleProperties extends Theirs {
        @Override
        protected BuildUnderTest build() {
            return BuildUnderTest.of(NaiveProvider.class)
                    .named("naive-too")
                    .membership("static")
                    .claiming("fifo", "delivery-integrity", "agreement", "bounded-memory");
        }
    }

    /** The same with too few seeds. */
    static class OfTooFewSeeds extends OfSingleProperties {
        @Override
        protected int seeds() {
            return 2;
        }
    }

    /** A profile, a property that it has, and one that it has not. */
    static class OfAProfileAndProperties extends Theirs {
        @Override
        protected BuildUnderTest build() {
            return BuildUnderTest.of(NaiveProvider.class)
                    .named("naive-mixed")
                    .membership("static")
                    .claiming("fifo", "reliable", "agreement", "fifo");
        }

        @Override
        protected int seeds() {
            return 11;
        }
    }

    @BeforeEach
    void writeIntoATemporaryFolder() {
        System.setProperty(Results.PROPERTY, results.toString());
    }

    @AfterEach
    void forgetTheFolder() {
        System.clearProperty(Results.PROPERTY);
    }

    private static Map<String, TestExecutionResult> execute(Class<?> certification) {
        Map<String, TestExecutionResult> ends = new TreeMap<>();
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(certification)).execute().testEvents().stream()
                .filter(event -> event.getType() == EventType.FINISHED)
                .forEach(event -> ends.put(
                        event.getTestDescriptor().getDisplayName(),
                        event.getRequiredPayload(TestExecutionResult.class)));
        return ends;
    }

    private static String message(TestExecutionResult end) {
        return end.getThrowable().orElseThrow().getMessage();
    }

    @Test
    void eachPropertyOfTheProfileIsATestBesideTheCertificate() {
        Map<String, TestExecutionResult> ends = execute(Theirs.class);

        assertThat(ends)
                .containsOnlyKeys(
                        "certified",
                        "delivery-integrity",
                        "no-duplication",
                        "no-unprovoked-exit",
                        "validity",
                        "agreement",
                        "send-liveness",
                        "bounded-memory");
        assertThat(ends.get("certified").getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(message(ends.get("certified")))
                .contains("reliable is refused:", "agreement: ", "certificate.html", "./maat verify ");
        assertThat(ends.get("delivery-integrity").getStatus())
                .as(ends.toString())
                .isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
        assertThat(ends.get("agreement").getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(message(ends.get("agreement")))
                .contains("agreement is violated in", "first in run ", "report.html", "witness/agreement.jsonl");
        assertThat(ends.get("bounded-memory").getStatus()).isEqualTo(TestExecutionResult.Status.ABORTED);
    }

    @Test
    void theBundleOfARefusalIsConfirmedByBothCheckers() {
        execute(Theirs.class);
        Path folder = Results.of(Theirs.class.getName(), "fifo-plain-reliable");
        Verification.Result verified = new Verification(null, Replayer.NONE, (done, of) -> {})
                .verify(folder.resolve(CertificateDirectory.BUNDLE));

        assertThat(verified.exitCode()).as(verified.toString()).isZero();
        assertThat(verified.certificate()).satisfies(certificate -> {
            assertThat(certificate.outcome()).isEqualTo("refused");
            assertThat(certificate.level()).isEqualTo("custom");
            assertThat(certificate.shares().getFirst().made()).isEqualTo(25);
        });
    }

    @Test
    void aPropertyThatFewSeedsPutAtRiskIsNotCertified() {
        Map<String, TestExecutionResult> ends = execute(TooFew.class);

        assertThat(ends.get("delivery-integrity").getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(message(ends.get("delivery-integrity"))).contains("seeds only", "asks for 30 from 10");
    }

    @Test
    void propertiesThatAreClaimedByThemselvesAreJudgedOverRunsOfTheirOwn() {
        Map<String, TestExecutionResult> ends = execute(OfSingleProperties.class);

        assertThat(ends)
                .containsOnlyKeys("25 seeds run and replay", "delivery-integrity", "agreement", "bounded-memory");
        assertThat(ends.get("25 seeds run and replay").getStatus())
                .as(ends.toString())
                .isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
        assertThat(ends.get("delivery-integrity").getStatus()).isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
        assertThat(ends.get("agreement").getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(message(ends.get("agreement")))
                .contains("agreement is violated under", "of 25 seeds, first under seed ", "report.html");
        assertThat(ends.get("bounded-memory").getStatus()).isEqualTo(TestExecutionResult.Status.ABORTED);
    }

    @Test
    void aSinglePropertyThatFewSeedsPutAtRiskFails() {
        Map<String, TestExecutionResult> ends = execute(OfTooFewSeeds.class);

        assertThat(ends.get("delivery-integrity").getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(message(ends.get("delivery-integrity"))).contains("seeds only", "asks for 30 from 10");
    }

    @Test
    void aPropertyThatIsClaimedBesideAProfileIsJudgedToo() {
        Map<String, TestExecutionResult> ends = execute(OfAProfileAndProperties.class);

        assertThat(ends).containsKeys("certified", "agreement", "11 seeds run and replay", "fifo");
        assertThat(ends.get("fifo").getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(message(ends.get("fifo"))).contains("fifo is violated under", "of 11 seeds, first under seed ");
    }
}
