package dev.maat.engine.simulated;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A flight recording of each worker that starts while it is on; for a benchmark. A worker keeps its files when it is halted. */
public final class WorkerRecording implements AutoCloseable {
    private static volatile @Nullable Path folder;

    private WorkerRecording() {}

    /**
     * Begins.
     *
     * @param into gets a folder for each worker
     */
    public static WorkerRecording into(Path into) {
        folder = into;
        return new WorkerRecording();
    }

    /** The flags of a worker's JVM. */
    static List<String> flags() {
        Path into = folder;
        return into == null
                ? List.of()
                : List.of(
                        "-XX:FlightRecorderOptions:repository=" + into + ",preserve-repository=true",
                        "-XX:StartFlightRecording:settings=none,flush-interval=1s,"
                                + "+jdk.ExecutionSample#enabled=true,+jdk.ExecutionSample#period=10ms");
    }

    @Override
    public void close() {
        folder = null;
    }
}
