package dev.maat.engine.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCheckersCommandTest {
    @TempDir
    Path temp;

    @Test
    void eachSizeIsMeasuredAndItsFileIsDeleted() throws IOException {
        CommandRun run =
                bench("--events", "1k,3k", "--nodes", "3", "--views", "3", "--repeat", "1", "--property", "fifo");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("judge M/s", "slope", "fifo", "holds");
        try (var left = Files.list(temp)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void withoutAShapeAllShapesAreComparedWithTheOrderedOne() {
        CommandRun run = bench("--events", "1k", "--nodes", "3", "--views", "3", "--repeat", "1");

        assertThat(run.code()).isZero();
        for (String shape : List.of("ordered", "causal", "safe", "overlapping")) {
            assertThat(run.out()).containsPattern("(?m)^" + shape + " +3 +3 +4 .* holds$");
            assertThat(run.out()).containsPattern("(?m)^" + shape + " +30 +300 +179 .* holds$");
        }
    }

    @Test
    void aBadArgumentIsNamed() {
        assertThat(bench("--events", "many").err()).contains("'many'");
        assertThat(bench("--nodes", "2").err()).contains("--nodes");
        assertThat(bench("--property", "speed").err()).contains("'speed'");
        assertThat(CommandRun.of(List.of(), "bench").code()).isEqualTo(254);
    }

    private CommandRun bench(String... arguments) {
        List<String> all = new ArrayList<>(List.of("bench", "checkers", "--folder", temp.toString()));
        all.addAll(List.of(arguments));
        return CommandRun.of(List.of(), all.toArray(String[]::new));
    }
}
