package dev.maat.engine.bench;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.history.History;
import dev.maat.checkers.synthetic.Shape;
import dev.maat.checkers.synthetic.SyntheticHistory;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes histories of growing size, reads and judges each, and keeps the best of a few repetitions. */
public final class CheckersBench {
    private static final long WARM_UP_EVENTS = 200_000;
    private static final int WARM_UP_ROUNDS = 4;

    private final Path folder;
    private final int nodes;
    private final int views;
    private final Shape shape;
    private final int repetitions;

    /**
     * @param folder where the histories are written; they are removed again
     * @param repetitions of reading and of judging, at least 1
     */
    public CheckersBench(Path folder, int nodes, int views, Shape shape, int repetitions) {
        this.folder = folder;
        this.nodes = nodes;
        this.views = views;
        this.shape = shape;
        this.repetitions = repetitions;
    }

    /** Runs everything on a small history until the compiler has seen it. */
    public void warmUp() throws IOException {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            measure(WARM_UP_EVENTS, Math.min(views, 100), 1);
        }
    }

    /** One size. */
    public Measurement measure(long events) throws IOException {
        return measure(events, views, repetitions);
    }

    private Measurement measure(long wanted, int itsViews, int times) throws IOException {
        Path file = folder.resolve("bench-" + shape.word() + "-" + wanted + ".jsonl");
        try {
            long events = write(file, new SyntheticHistory(wanted, nodes, itsViews, shape));
            return measure(file, events, times);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static long write(Path file, SyntheticHistory synthetic) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            return synthetic.writeTo(out);
        }
    }

    private static Measurement measure(Path file, long events, int times) throws IOException {
        long before = Heap.liveBytes();
        Heap.forgetPeak();
        Stopwatch reading = new Stopwatch();
        History history = null;
        for (int k = 0; k < times; k++) {
            history = null;
            reading.start();
            history = Histories.read(file);
            reading.stop();
        }
        if (history == null) {
            throw new IllegalArgumentException("at least one repetition, not " + times);
        }
        long historyBytes = Heap.liveBytes() - before;
        Stopwatch judging = new Stopwatch();
        Map<String, Long> partNanos = Map.of();
        Judgement judgement = null;
        for (int k = 0; k < times; k++) {
            Map<String, Long> parts = new LinkedHashMap<>();
            judging.start();
            judgement = Judge.judge(history, parts::put);
            if (judging.stop()) {
                partNanos = parts;
            }
        }
        if (judgement == null || history.eventCount() != events) {
            throw new IllegalStateException("read " + history.eventCount() + " events of " + events);
        }
        return new Measurement(
                events,
                Files.size(file),
                reading.bestNanos(),
                judging.bestNanos(),
                reading.bestCpuNanos(),
                judging.bestCpuNanos(),
                partNanos,
                historyBytes,
                Heap.peakBytes(),
                judgement.verdict());
    }
}
