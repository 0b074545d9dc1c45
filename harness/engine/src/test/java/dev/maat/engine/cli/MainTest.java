package dev.maat.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @Test
    void helpGivesExamples() {
        for (String command : List.of("check", "list", "doctor")) {
            CommandRun run = CommandRun.of(List.of(), command, "--help");
            assertThat(run.code()).isZero();
            assertThat(run.out()).contains("Examples:", "maat " + command);
        }
    }

    /** The list of commands shows the first line alone. */
    @Test
    void theListOfCommandsTellsEachInAWholeSentence() {
        String help = CommandRun.of(List.of(), "--help").out();
        String commands = help.substring(help.indexOf("Commands:"), help.indexOf("Examples:"));

        assertThat(commands.split("\n  (?=[a-z])"))
                .hasSizeGreaterThan(10)
                .allSatisfy(entry -> assertThat(entry.strip()).matches("(?s)Commands:|.*\\."));
    }

    @Test
    void claimsThatAnotherImplementationHasTooAreToldByItsName(@TempDir Path dir) throws IOException {
        Files.writeString(dir.resolve("manifest.json"), """
                {"format": "maat-implementation", "version": 1, "command": ["node"], "implementations": [
                 {"name": "one", "version": "1", "deployments": ["processes"], "transports": ["udp"],
                  "claims": {"fifo": "virtually-synchronous", "total": "atomic"}},
                 {"name": "two", "version": "2", "deployments": ["processes"], "transports": ["udp"],
                  "claims": {"fifo": "virtually-synchronous", "total": "atomic"}},
                 {"name": "three", "version": "3", "deployments": ["processes"], "transports": ["udp"],
                  "claims": {"fifo": "virtually-synchronous"}}]}
                """);

        CommandRun run = CommandRun.of(List.of(dir), "list");

        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "one 1 fifo: virtually-synchronous primary processes udp",
                        "two 2 as one primary processes udp",
                        "three 3 fifo: virtually-synchronous primary processes udp");
    }

    @Test
    void theProbeTellsTheLinesOfATraceAsOne(@TempDir Path dir) throws IOException {
        Files.writeString(dir.resolve("node.sh"), "printf 'first line\\nsecond line\\n' >&2; exit 3\n");
        Files.writeString(dir.resolve("manifest.json"), """
                {"format": "maat-implementation", "version": 1, "command": ["/bin/sh", "node.sh"], "implementations": [
                 {"name": "one", "version": "1", "deployments": ["processes"], "transports": ["udp"],
                  "membership": "static", "claims": {"fifo": "reliable-fifo"}}]}
                """);

        CommandRun run = CommandRun.of(List.of(), "probe", dir.toString());

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.out()).contains("exit code 3").containsOnlyOnce("first line second line");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            processes  | multicast | name "udp" or "tcp" among the manifest's transports
            containers | udp       | name "processes" among the manifest's deployments
            """)
    void theProbeNamesTheKeyOfTheManifestThatKeepsItFromProcesses(
            String deployment, String transport, String remedy, @TempDir Path dir) throws IOException {
        Files.writeString(dir.resolve("manifest.json"), """
                {"format": "maat-implementation", "version": 1, "command": ["node"], "image": "mine", "implementations": [
                 {"name": "mine", "version": "1", "deployments": ["%s"], "transports": ["%s"],
                  "membership": "static", "claims": {"fifo": "reliable-fifo"}}]}
                """.formatted(deployment, transport));

        CommandRun run = CommandRun.of(List.of(), "probe", dir.toString());

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains(remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rnu", "--sed", ""})
    void anUnknownArgumentEndsWith254AndPointsToTheHelp(String argument) {
        CommandRun run = argument.isEmpty() ? CommandRun.of(List.of()) : CommandRun.of(List.of(), argument);

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("--help").doesNotContain("\tat ");
    }

    @Test
    void theDoctorNamesARemedyForAMissingTool() {
        CommandRun run = CommandRun.of(List.of(), "doctor");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Maven", "missing", "remedy: apt-get install maven");
    }

    @Test
    void withoutImplementationsTheListSaysWhereItLooked() {
        CommandRun run = CommandRun.of(List.of(), "list");

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("impl", "MAAT_IMPLEMENTATIONS");
    }

    @Test
    void aFolderThatIsNotAnImplementationIsNamed() {
        CommandRun run = CommandRun.of(List.of(Path.of("/nowhere/at/all")), "list");

        assertThat(run.code()).isEqualTo(254);
        assertThat(run.err()).contains("/nowhere/at/all").doesNotContain("\tat ");
    }
}
