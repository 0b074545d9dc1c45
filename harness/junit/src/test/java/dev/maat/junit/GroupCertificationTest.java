package dev.maat.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

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
                    .claiming("fifo", "delivery-integrity", "agreement", "bounded-memory");
        }

        @Override
        protected int seeds() {
            return 11;
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
    void eachPropertyOfTheClaimIsATest() {
        Map<String, TestExecutionResult> ends = execute(Theirs.class);

        assertThat(ends)
                .containsOnlyKeys("11 seeds run and replay", "delivery-integrity", "agreement", "bounded-memory");
        assertThat(ends.get("11 seeds run and replay").getStatus()).isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
        assertThat(ends.get("delivery-integrity").getStatus()).isEqualTo(TestExecutionResult.Status.SUCCESSFUL);
        assertThat(ends.get("agreement").getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(message(ends.get("agreement")))
                .contains("agreement is violated under", "of 11 seeds, first under seed ", "report.html");
        assertThat(ends.get("bounded-memory").getStatus()).isEqualTo(TestExecutionResult.Status.ABORTED);
    }

    @Test
    void aPropertyThatFewSeedsPutAtRiskIsNotCertified() {
        Map<String, TestExecutionResult> ends = execute(TooFew.class);

        assertThat(ends.get("delivery-integrity").getStatus()).isEqualTo(TestExecutionResult.Status.FAILED);
        assertThat(message(ends.get("delivery-integrity"))).contains("seeds only", "30 cases of 10 seeds");
    }
}
