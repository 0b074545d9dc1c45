package dev.maat.benchmarks;

import dev.maat.checkers.Histories;
import dev.maat.checkers.history.History;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Loads a history from a JSON Lines file; the score is the time per event. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class ReaderBenchmark {
    @Benchmark
    @OperationsPerInvocation(SyntheticFile.EVENTS)
    public History read(SyntheticFile synthetic) {
        return Histories.read(synthetic.file());
    }
}
