package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A planted defect is caught on real packets too, and the reference passes the same scenario. */
@NeedsContainers
final class PlantedDefectTest {
    /** No seed fixes how real packets interleave. If the defect does not show within so many runs, the scenario is too kind. */
    private static final int MAX_RUNS = 3;

    @TempDir
    Path work;

    @Test
    void aHastyFlushIsCaughtByVirtualSynchronyAndTheReferencePassesTheSameScenario() throws Exception {
        Scenario defect = deathAfterDeathAmidLoss();
        Scenario reference = defect.withImplementation("reference", defect.claims(), defect.membership());
        boolean caught = false;
        for (int run = 1; run <= MAX_RUNS && !caught; run++) {
            caught = isCaught(defect.withSeed(run), folder("defect-" + run));
            holds(reference.withSeed(run), folder("reference-" + run));
        }
        assertThat(caught)
                .as("caught by virtual-synchrony within %d runs", MAX_RUNS)
                .isTrue();
    }

    /** The history up to the violation is complete, and the rest of the plan is not waited for. */
    @Test
    void aRunThatIsToStopAtAViolationEndsThereInGoodOrder() throws Exception {
        Scenario scenario = deathAfterDeathAmidLoss();
        boolean stopped = false;
        for (int run = 1; run <= MAX_RUNS && !stopped; run++) {
            stopped = stopsAtTheViolation(scenario.withSeed(run), folder("stopped-" + run));
        }
        assertThat(stopped).as("stopped within %d runs", MAX_RUNS).isTrue();
    }

    private static boolean stopsAtTheViolation(Scenario scenario, Path folder) throws Exception {
        Path defect = HarnessRun.implementation("zoo");
        try (HarnessRun run = HarnessRun.startToStopAtViolation(defect, scenario, folder)) {
            int exitCode = run.await();
            System.out.println(run.output());
            if (run.harnessLines().stream().noneMatch(line -> line.contains("virtual-synchrony is violated"))) {
                return false;
            }
            assertThat(exitCode).as(run.output()).isEqualTo(HarnessRun.VIOLATED);
            assertThat(run.output()).contains("virtual-synchrony is violated after", "s into the run");
            assertThat(run.judge().property("virtual-synchrony").verdict()).isEqualTo(Verdict.VIOLATED);
            assertThat(run.verdict().path("verdict").asText()).isEqualTo("violated");
            assertThat(run.history())
                    .contains("\"e\":\"x-stopped\"", "\"on\":false", "\"reason\":\"complete\"")
                    .doesNotContain("\"e\":\"quiet\"");
            everyLogIsClosedOrEndsWithADeath(run);
            assertThat(Traces.of(run.pid())).isEmpty();
            return true;
        }
    }

    private static void everyLogIsClosedOrEndsWithADeath(HarnessRun run) {
        long logs = count(run, "\"e\":\"start\"");
        assertThat(count(run, "\"e\":\"closed\"") + count(run, "\"e\":\"crash\""))
                .isEqualTo(logs);
    }

    private static long count(HarnessRun run, String part) {
        return run.history().lines().filter(line -> line.contains(part)).count();
    }

    private static Scenario deathAfterDeathAmidLoss() throws URISyntaxException {
        Path file = Path.of(PlantedDefectTest.class
                .getResource("/scenarios/death-after-death-amid-loss.json")
                .toURI());
        return ScenarioJson.read(file).withDeployment("containers", "udp");
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(work.resolve(name));
    }

    private static boolean isCaught(Scenario scenario, Path folder) throws Exception {
        try (HarnessRun run = HarnessRun.start(HarnessRun.implementation("zoo"), scenario, folder)) {
            int exitCode = run.await();
            System.out.println(run.output());
            run.requireThatEveryFaultBit(scenario.plan());
            boolean caught = run.judge().property("virtual-synchrony").verdict() == Verdict.VIOLATED;
            if (caught) {
                assertThat(exitCode).as(run.output()).isEqualTo(HarnessRun.VIOLATED);
                assertThat(run.output()).contains("virtual-synchrony");
            }
            return caught;
        }
    }

    private static void holds(Scenario scenario, Path folder) throws Exception {
        // A run that is judged while it goes on, and violates nothing, goes on to its end.
        Path reference = HarnessRun.implementation("reference");
        try (HarnessRun run = HarnessRun.startToStopAtViolation(reference, scenario, folder)) {
            assertThat(run.await()).as(run.output()).isEqualTo(HarnessRun.HOLDS);
            run.requireThatEveryFaultBit(scenario.plan());
            assertThat(run.judge().property("virtual-synchrony").atRisk())
                    .as("view changes with a message at risk")
                    .isPositive();
        }
    }
}
