package dev.maat.engine.simulated;

import dev.maat.engine.run.RunDirectory;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The output of a simulated implementation, in the logs of its run: {@code implementation.log}, and {@code implementation-end-1.log}
 * and so on for the first call that ended its JVM. That call is not made when the run is repeated, so only the earlier attempt has
 * its output. Output is no evidence: a run goes on if it cannot be kept.
 */
final class RunOutput {
    private static final String FILE = "implementation.log";

    /** Of each attempt that ended its JVM: the end, where the reason is. */
    static final int MAX_END_BYTES = 64 << 10;

    private RunOutput() {}

    static Path file(RunDirectory directory) {
        return directory.logs().resolve(FILE);
    }

    /** Deletes the output of an attempt, for the next one. */
    static void forget(RunDirectory directory) {
        if (directory.hasLogs()) {
            try {
                Files.deleteIfExists(file(directory));
            } catch (IOException kept) {
                // The next attempt writes over it.
                return;
            }
        }
    }

    /**
     * Keeps the output of an attempt that ended its JVM.
     *
     * @param number of the end within the run
     * @param ofWorker output that belongs to no run: messages of the JVM, and the stack of a call that did not return
     */
    static void keepEnd(RunDirectory directory, int number, String ofWorker) {
        try {
            String text = (directory.hasLogs() ? tail(file(directory)) : "") + ofWorker;
            if (!text.isBlank()) {
                Files.writeString(directory.logs().resolve("implementation-end-" + number + ".log"), text);
            }
        } catch (IOException lost) {
            return;
        }
    }

    /** The end of a file; an empty text if there is no file. */
    static String tail(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, in.length() - MAX_END_BYTES);
            byte[] bytes = new byte[(int) (in.length() - from)];
            in.seek(from);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
