package dev.maat.benchmarks;

import dev.maat.checkers.synthetic.Shape;
import dev.maat.checkers.synthetic.SyntheticHistory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A history of about {@link #EVENTS} events in a file. */
@State(Scope.Benchmark)
public class SyntheticFile {
    /** How many events an operation of the benchmarks reads or judges. */
    static final int EVENTS = 1_000_000;

    @Param({"ORDERED", "CAUSAL"})
    Shape shape = Shape.ORDERED;

    @Param({"5", "50"})
    int nodes = 5;

    private Path file = Path.of("");

    /** Writes the file. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        file = Files.createTempFile("maat-benchmark", ".jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            new SyntheticHistory(EVENTS, nodes, 20, shape).writeTo(out);
        }
    }

    /** Removes the file. */
    @TearDown(Level.Trial)
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    Path file() {
        return file;
    }
}
