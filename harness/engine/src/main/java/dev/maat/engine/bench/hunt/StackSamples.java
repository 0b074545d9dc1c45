package dev.maat.engine.bench.hunt;

import dev.maat.engine.simulated.WorkerRecording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.EventStream;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Samples of the stacks of this JVM and of the workers, by the JDK's flight recorder. A worker is halted, not shut down, so its samples
 * are read from the files that its recorder flushes every second.
 */
final class StackSamples implements AutoCloseable {
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration PERIOD = Duration.ofMillis(10);

    /** For the last flush of a worker. */
    private static final Duration MAX_READING = Duration.ofSeconds(5);

    private final Path folder;
    private final Recording own = new Recording();
    private final WorkerRecording workers;

    /** To be made before the first worker starts. */
    StackSamples() throws IOException {
        folder = Files.createTempDirectory("maat-bench-hunt");
        workers = WorkerRecording.into(folder);
        own.enable(SAMPLE).withPeriod(PERIOD);
        own.start();
    }

    /** How many samples of each part were taken in a span of time: of this JVM, and of the workers. */
    record Counts(Map<Part, Integer> judge, Map<Part, Integer> worker) {}

    Counts between(Instant from, Instant to) throws IOException {
        own.stop();
        Path file = folder.resolve("judge.jfr");
        own.dump(file);
        Map<Part, Integer> judge = new EnumMap<>(Part.class);
        for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
            count(event, from, to, judge);
        }
        Map<Part, Integer> worker = new EnumMap<>(Part.class);
        for (Path repository : repositories()) {
            read(repository, from, to, worker);
        }
        return new Counts(judge, worker);
    }

    private List<Path> repositories() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    private static void read(Path repository, Instant from, Instant to, Map<Part, Integer> counts) throws IOException {
        try (EventStream stream = EventStream.openRepository(repository)) {
            stream.setStartTime(from);
            stream.setEndTime(to);
            stream.onEvent(SAMPLE, event -> count(event, from, to, counts));
            stream.startAsync();
            stream.awaitTermination(MAX_READING);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void count(RecordedEvent event, Instant from, Instant to, Map<Part, Integer> counts) {
        RecordedStackTrace stack = event.getStackTrace();
        Instant at = event.getStartTime();
        if (!event.getEventType().getName().equals(SAMPLE) || stack == null || at.isBefore(from) || at.isAfter(to)) {
            return;
        }
        List<String> classes = new ArrayList<>();
        for (RecordedFrame frame : stack.getFrames()) {
            if (frame.isJavaFrame()) {
                classes.add(frame.getMethod().getType().getName());
            }
        }
        synchronized (counts) {
            counts.merge(Part.of(classes), 1, Integer::sum);
        }
    }

    @Override
    public void close() {
        own.close();
        workers.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException left) {
            // A folder of temporary files, to which a worker may still be writing.
            return;
        }
    }
}
