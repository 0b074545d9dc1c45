package dev.maat.benchmarks;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.history.History;
import dev.maat.checkers.properties.Checkers;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Judges a loaded history; the score is the time per event. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class CheckersBenchmark {
    /** A loaded history. */
    @State(Scope.Benchmark)
    public static class Loaded {
        private History history = Histories.parse("{\"format\":\"maat-history\",\"version\":1}\n");

        /** Loads the history. */
        @Setup(Level.Trial)
        public void load(SyntheticFile synthetic) {
            history = Histories.read(synthetic.file());
        }
    }

    /** The property to judge alone, together with the facts that all properties share. */
    @State(Scope.Benchmark)
    public static class One {
        @Param({"virtual-synchrony", "causal-gap-free", "total-order", "uniform-place-agreement", "agreement"})
        String property = "";
    }

    @Benchmark
    @OperationsPerInvocation(SyntheticFile.EVENTS)
    public Judgement all(Loaded loaded) {
        return Judge.judge(loaded.history);
    }

    /** One property and the shared facts, on one thread. Every property holds, so no violation is told. */
    @Benchmark
    @OperationsPerInvocation(SyntheticFile.EVENTS)
    public List<String> one(Loaded loaded, One one) {
        return Checkers.told(loaded.history, Objects.requireNonNull(PropertyId.named(one.property)));
    }
}
