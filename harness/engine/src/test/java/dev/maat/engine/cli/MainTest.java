package dev.maat.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
