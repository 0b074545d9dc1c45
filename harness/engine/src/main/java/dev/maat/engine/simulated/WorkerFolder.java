package dev.maat.engine.simulated;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of temporary files that a worker and the judge's JVM share. */
record WorkerFolder(Path path) {
    private static final String OUTPUT = "output.txt";

    static WorkerFolder create() throws IOException {
        return new WorkerFolder(Files.createTempDirectory("maat-worker"));
    }

    /** Takes the worker's output that belongs to no run. */
    File outputFile() {
        return path.resolve(OUTPUT).toFile();
    }

    /** The end of that output. */
    String output() {
        try {
            return RunOutput.tail(path.resolve(OUTPUT));
        } catch (IOException gone) {
            return "";
        }
    }

    void remove() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException left) {
            // A folder of temporary files.
            return;
        }
    }
}
