package dev.maat.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.engine.run.JudgedRun;
import dev.maat.scenario.Scenario;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class ChaosTestTest {
    private static final List<JudgedRun> SEEN = new ArrayList<>();

    @TempDir
    Path results;

    /** Tests of a build of somebody else's; the kit runs them. */
    static class Theirs {
        @ChaosTest(
                provider = NaiveProvider.class,
                claims = "delivery-integrity",
                membership = "static",
                seeds = "3, 5",
                faults = "loss",
                payload = "32-1000",
                duration = "2s")
        void holds(JudgedRun run, Judgement judgement, History history, Scenario scenario) {
            assertThat(List.of(judgement, history, scenario))
                    .containsExactly(run.judgement(), run.history(), run.scenario());
            SEEN.add(run);
        }

        @ChaosTest(
                provider = NaiveProvider.class,
                claims = "fifo-gap-free",
                membership = "static",
                seeds = "3",
                faults = "loss",
                payload = "32-1000",
                duration = "2s")
        void breaks() {
            SEEN.add(null);
        }

        @ChaosTest(
                provider = NaiveProvider.class,
                claims = "fifo-gap-free",
                membership = "static",
                seeds = "3",
                faults = "loss",
                payload = "32-1000",
                duration = "2s",
                mustHold = false)
        void judgesItself(Judgement judgement) {
            assertThat(judgement.verdict()).isEqualTo(Verdict.VIOLATED);
        }

        @ChaosTest(
                provider = NaiveProvider.class,
                claims = "delivery-integrity",
                membership = "static",
                seeds = "3",
                faults = "none",
                payload = "32-1000",
                duration = "500ms")
        void risksNothing() {
            SEEN.add(null);
        }

        @ChaosTest(provider = NaiveProvider.class, membership = "static")
        void claimsNothing() {}

        @ChaosTest
        void testsNothing() {}

        @ChaosTest(folder = "any", claims = "fifo-gap-free")
        void claimsForAFolder() {}

        @ChaosTest(folder = "any", membership = "primary")
        void membershipForAFolder() {}
    }

    @BeforeEach
    void writeIntoATemporaryFolder() {
        System.setProperty(Results.PROPERTY, results.toString());
        SEEN.clear();
    }

    @AfterEach
    void forgetTheFolder() {
        System.clearProperty(Results.PROPERTY);
        System.clearProperty(Seeds.PROPERTY);
    }

    private static EngineExecutionResults execute(String method) throws NoSuchMethodException {
        Class<?>[] parameters = Arrays.stream(Theirs.class.getDeclaredMethods())
                .filter(one -> one.getName().equals(method))
                .findFirst()
                .orElseThrow()
                .getParameterTypes();
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Theirs.class, Theirs.class.getDeclaredMethod(method, parameters)))
                .execute();
    }

    private static String messageOfOnlyFailure(EngineExecutionResults run) {
        return run.allEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .getMessage())
                .reduce((one, other) -> {
                    throw new AssertionError("several failures: " + one + "; " + other);
                })
                .orElseThrow(() -> new AssertionError("no failure"));
    }

    @Test
    void eachSeedIsATestThatIsGivenItsRun() throws Exception {
        EngineExecutionResults run = execute("holds");

        assertThat(run.testEvents().succeeded().stream().map(Event::getTestDescriptor))
                .extracting(TestDescriptor::getDisplayName)
                .containsExactly("seed 3", "seed 5");
        assertThat(SEEN).extracting(seen -> seen.scenario().seed()).containsExactly(3L, 5L);
        assertThat(SEEN).allSatisfy(seen -> assertThat(seen.counts().bites()).isPositive());
        assertThat(results.resolve(Theirs.class.getName()))
                .satisfiesAnyOf(
                        folder -> assertThat(folder).doesNotExist(),
                        folder -> assertThat(folder.resolve("holds")).isEmptyDirectory(),
                        folder ->
                                assertThat(Files.list(folder.resolve("holds"))).isEmpty());
    }

    @Test
    void aViolationFailsItsSeedAndSaysHowToRepeatIt() throws Exception {
        EngineExecutionResults run = execute("breaks");

        String message = messageOfOnlyFailure(run);
        assertThat(message)
                .startsWith("violated: fifo-gap-free: ")
                .contains("fifo-gap-free of NaiveProvider, under seed 3")
                .contains("mvn test -Dtest='" + Theirs.class.getName() + "#breaks' -Dmaat.seeds=3")
                .contains("MAAT_IMPLEMENTATIONS=", "./maat shrink ");
        String report = message.lines()
                .filter(line -> line.strip().startsWith("report"))
                .map(line -> line.strip().substring("report".length()).strip())
                .findFirst()
                .orElseThrow();
        assertThat(Path.of(URI.create(report))).isRegularFile();
        assertThat(SEEN).isEmpty();
    }

    @Test
    void aPropertyReplacesTheSeeds() throws Exception {
        System.setProperty(Seeds.PROPERTY, "5");

        EngineExecutionResults run = execute("holds");

        assertThat(run.testEvents().succeeded().count()).isEqualTo(1);
        assertThat(SEEN).extracting(seen -> seen.scenario().seed()).containsExactly(5L);
    }

    @Test
    void aMethodMayJudgeForItself() throws Exception {
        assertThat(execute("judgesItself").testEvents().succeeded().count()).isEqualTo(1);
    }

    @Test
    void aRunThatRisksNothingIsSkippedAndNotPassed() throws Exception {
        EngineExecutionResults run = execute("risksNothing");

        assertThat(run.testEvents().aborted().count()).isEqualTo(1);
        assertThat(SEEN).isEmpty();
    }

    @Test
    void aMistakeInTheAnnotationNamesTheRemedy() throws Exception {
        assertThat(messageOfOnlyFailure(execute("claimsNothing"))).contains("give claims");
        assertThat(messageOfOnlyFailure(execute("testsNothing"))).contains("provider", "folder");
        assertThat(messageOfOnlyFailure(execute("claimsForAFolder")))
                .contains("claims is of a provider", "manifest.json", "leave it out");
        assertThat(messageOfOnlyFailure(execute("membershipForAFolder"))).contains("membership is of a provider");
    }
}
