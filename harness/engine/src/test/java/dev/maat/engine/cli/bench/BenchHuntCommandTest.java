package dev.maat.engine.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchHuntCommandTest {
    @TempDir
    Path temp;

    private CommandRun hunt(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("bench", "hunt"));
        all.addAll(List.of(arguments));
        return CommandRun.of(List.of(FakeImplementation.in(temp.resolve("fake"))), all.toArray(String[]::new));
    }

    @Test
    void aBadArgumentIsNamed() throws IOException {
        assertThat(hunt("--seeds", "9..1").err()).contains("--seeds 9..1");
        assertThat(hunt("--seeds", "many").err()).contains("'many'");
        assertThat(hunt("--jobs", "0").err()).contains("--jobs");
        assertThat(hunt("--implementation", "speed").err()).contains("'speed'");
        assertThat(hunt("--seeds", "9..1").code()).isEqualTo(254);
    }

    @Test
    void schedulesForAMinuteAndCoreAreShownWithTheSharesOfTheirParts() throws IOException {
        CommandRun run = hunt("--implementation", "fake", "--ordering", "fifo", "--seeds", "1..3", "--warm-up", "1");

        assertThat(run.out())
                .contains("fake, fifo order, plain delivery: 3 seeds from 1 on")
                .containsPattern("a schedule on average: [0-9.]+ s of virtual time")
                .contains("the implementation", "simulation: events, network, timers", "judging", "JVM: compiling")
                .containsPattern("[0-9,]+ schedules/min/core");
    }
}
