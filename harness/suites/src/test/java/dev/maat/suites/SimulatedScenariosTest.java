package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.scenario.ScenarioJson;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios written by hand: those of the standard battery, and those that once broke something. */
class SimulatedScenariosTest {
    static List<Path> files() throws IOException, URISyntaxException {
        Path folder =
                Path.of(SimulatedScenariosTest.class.getResource("/scenarios").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theReferenceHoldsAndEveryFaultBites(Path file) {
        SimulatedRun run = SimulatedRun.of(ScenarioJson.read(file));

        assertThat(run.judgement().verdict())
                .as(() -> run.judgement().reasons().toString())
                .isEqualTo(Verdict.HOLDS);
        assertThat(run.result().outcome().end()).isEqualTo("complete");
        assertThat(run.result().outcome().settled()).isTrue();
        assertThat(run.result().outcome().withoutBite()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aScenarioFileGivesTheSameHistoryToTheByte(Path file) {
        String text = ScenarioJson.write(ScenarioJson.read(file));

        assertThat(SimulatedRun.of(ScenarioJson.read("written again", text)).history())
                .isEqualTo(SimulatedRun.of(ScenarioJson.read(file)).history());
    }
}
