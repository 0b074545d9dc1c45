package dev.maat.engine.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.bench.group.Figure;
import dev.maat.engine.bench.group.Series;
import dev.maat.engine.bench.group.Trial;
import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchGroupCommandTest {
    @TempDir
    Path temp;

    @Test
    void aBadArgumentIsNamed() throws IOException {
        assertBad("--members", "--members", "2");
        assertBad("--sizes", "--sizes", "7");
        assertBad("--rate", "--rate", "0");
        assertBad("--packet", "--packet", "65001");
        assertBad("--warm-up", "--warm-up", "2h");
        assertBad("'speed'", "--implementation", "speed");
        assertBad("'high'", "--implementation", "fake,high", "--transport", "udp", "--orderings", "fifo");
        assertBad("multicast", "--implementation", "fake");
        assertBad("total", "--implementation", "fake", "--transport", "udp");
    }

    @Test
    void anImplementationIsNotComparedWithItself() throws IOException {
        assertBadAgainst("fake", "--against", "--implementation", "fake", "--transport", "udp", "--orderings", "fifo");
    }

    private void assertBad(String named, String... arguments) throws IOException {
        assertBadAgainst("nothing", named, arguments);
    }

    private void assertBadAgainst(String against, String named, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("bench", "group", "--against", against));
        all.addAll(List.of(arguments));
        CommandRun run =
                CommandRun.of(List.of(FakeImplementation.in(temp.resolve("fake"))), all.toArray(String[]::new));

        assertThat(run.err()).contains(named);
        assertThat(run.code()).isEqualTo(254);
    }

    @Test
    void aSeriesIsTheMedianAndTheRange() {
        assertThat(Series.of(Figure.P50, List.of(trial(3), trial(1), trial(2)))).isEqualTo(new Series(2, 1, 3));
        assertThat(Series.of(Figure.P50, List.of(trial(4), trial(1)))).isEqualTo(new Series(2.5, 1, 4));
    }

    private static Trial trial(double p50Micros) {
        return new Trial(0, 0, p50Micros, 0, 0, 0);
    }
}
