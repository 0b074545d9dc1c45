package dev.maat.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.faults.FaultKind;
import dev.maat.faults.Swarm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioJsonTest {
    private static final String LEAST = """
            {"format": "maat-scenario", "version": 1, "implementation": "reference", "nodes": ["n1", "n2", "n3"],
             "seed": 7, "workload": {"messagesPerSecond": 10, "durationMillis": 1000}%s}
            """;

    @Property(tries = 200)
    void whatIsWrittenIsReadAgainAsItWas(@ForAll long seed) {
        List<String> nodes = Scenario.nodeNames(5);
        Scenario scenario = Scenario.of("reference", "atomic", "total", 5, seed, Workload.of(50, 30_000))
                .withFounders(4)
                .withPlan(new Swarm(nodes, 4, 30_000, EnumSet.allOf(FaultKind.class), Swarm.Presence.EVERY_KIND)
                        .draw(seed));

        assertThat(ScenarioJson.read("written", ScenarioJson.write(scenario))).isEqualTo(scenario);
    }

    @Test
    void whatIsAbsentHasItsDefault() {
        Scenario scenario = ScenarioJson.read("least", LEAST.formatted(""));

        assertThat(scenario.founders()).isEqualTo(3);
        assertThat(scenario.deployment()).isEqualTo("simulation");
        assertThat(scenario.budgets()).isEqualTo(Budgets.DEFAULT);
        assertThat(scenario.plan().faults()).isEmpty();
    }

    @Test
    void aMisspeltKeyIsAnErrorThatNamesIt() {
        assertThatThrownBy(() -> ScenarioJson.read("s.json", LEAST.formatted(", \"foundres\": 2")))
                .isInstanceOf(ScenarioFileException.class)
                .hasMessageContaining("s.json")
                .hasMessageContaining("'foundres'")
                .hasMessageContaining("founders");
    }

    @Test
    void whatIsWrongIsToldWithItsPlace() {
        assertWrong("\"founders\": \"two\"", "s.json.founders", "a whole number");
        assertWrong("\"founders\": 4", "founders", "from 1 to 3, not 4");
        assertWrong("\"transport\": \"carrier pigeon\"", "transport", "udp, multicast or tcp");
        assertWrong("\"plan\": {\"faults\": [{\"id\": 1, \"atMillis\": 5, \"kind\": \"los\"}]}", "faults[0]", "'los'");
        assertWrong(
                "\"plan\": {\"faults\": [{\"id\": 1, \"atMillis\": 5, \"kind\": \"kill\", \"node\": \"n9\"}]}",
                "n9",
                "[n1, n2, n3]");
        assertWrong(
                "\"plan\": {\"faults\": [{\"id\": 1, \"atMillis\": 5, \"kind\": \"loss\", \"percent\": 120}]}",
                "faults[0]",
                "0 to 100");
        assertWrong(
                "\"plan\": {\"faults\": [{\"id\": 1, \"atMillis\": 5, \"kind\": \"kill\", \"node\": \"n1\", \"forMillis\": 9}]}",
                "faults[0]",
                "over at once");
        assertWrong("\"seed\": 8", "s.json", "uplicate");
    }

    @Test
    void garbageIsAnErrorThatNamesFileAndLine(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("broken.json");
        Files.writeString(file, "{\n\"format\": \"maat-scenario\",\n!}");

        assertThatThrownBy(() -> ScenarioJson.read(file))
                .isInstanceOf(ScenarioFileException.class)
                .hasMessageContaining("broken.json, line 3");
        assertThatThrownBy(() -> ScenarioJson.read(folder)).hasMessageContaining("folder");
        assertThatThrownBy(() -> ScenarioJson.read(folder.resolve("none.json"))).hasMessageContaining("none.json");
    }

    private static void assertWrong(String extra, String... parts) {
        assertThatThrownBy(() -> ScenarioJson.read("s.json", LEAST.formatted(", " + extra)))
                .isInstanceOf(ScenarioFileException.class)
                .satisfies(error -> assertThat(error.getMessage()).contains(parts));
    }
}
