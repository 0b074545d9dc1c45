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
import java.util.Objects;

/** Measures how fast histories of a given size are read and judged; the best of a few repetitions counts. */
public final class CheckersBench {
    private static final long WARM_UP_EVENTS = 200_000;
    private static final int WARM_UP_ROUNDS = 4;

    private final Path folder;
    private final int nodes;
    private final int views;
    private final Shape shape;
    private final int repetitions;

    /**
     * @param folder where the histories are written; each is deleted after its measurement
     * @param repetitions of reading and of judging, at least 1
     */
    public CheckersBench(Path folder, int nodes, int views, Shape shape, int repetitions) {
        if (repetitions < 1) {
            throw new IllegalArgumentException("at least one repetition, not " + repetitions);
        }
        this.folder = folder;
        this.nodes = nodes;
        this.views = views;
        this.shape = shape;
        this.repetitions = repetitions;
    }

    /** Reads and judges a small history several times, so that the code is compiled before the first measurement. */
    public void warmUp() throws IOException {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            measure(WARM_UP_EVENTS, Math.min(views, 100), 1);
        }
    }

    /** Measures one size. */
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
        History history = read(file, times, reading);
        long historyBytes = Heap.liveBytes() - before;
        Stopwatch judging = new Stopwatch();
        Map<String, Long> partNanos = new LinkedHashMap<>();
        Judgement judgement = judge(history, times, judging, partNanos);
        if (history.eventCount() != events) {
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

    private static History read(Path file, int times, Stopwatch stopwatch) throws IOException {
        History history = null;
        for (int k = 0; k < times; k++) {
            // Two loaded histories at a time would double the peak.
            history = null;
            stopwatch.start();
            history = Histories.read(file);
            stopwatch.stop();
        }
        return Objects.requireNonNull(history);
    }

    /** Puts the parts of the best repetition, and what each took, into the map. */
    private static Judgement judge(History history, int times, Stopwatch stopwatch, Map<String, Long> partNanos) {
        Judgement judgement = null;
        for (int k = 0; k < times; k++) {
            Map<String, Long> parts = new LinkedHashMap<>();
            stopwatch.start();
            judgement = Judge.judge(history, parts::put);
            if (stopwatch.stop()) {
                partNanos.clear();
                partNanos.putAll(parts);
            }
        }
        return Objects.requireNonNull(judgement);
    }
}
