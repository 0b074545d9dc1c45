package dev.maat.injectors;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program of this machine within a time limit. Its output goes to a file that is read after its end, so nothing waits for
 * a stream that a child of the program keeps open.
 */
public final class HostCommand {
    private static final File NO_INPUT = new File("/dev/null");
    /** Exit code of a program that does not exist, did not end in time or was not waited for. */
    private static final int NOT_RUN = 127;

    private static final int MAX_OUTPUT_BYTES = 1 << 20;

    private HostCommand() {}

    /**
     * How a program ended.
     *
     * @param exitCode the program's own; 127 if it does not exist, did not end in time or this thread was interrupted
     * @param output the first megabyte of standard output and standard error together; the reason, if there is no exit code of the
     *     program's own
     */
    public record Outcome(int exitCode, String output) {
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    /**
     * Runs a program to its end; there is an outcome whatever happens.
     *
     * @param limitMillis when it has run for so long it is killed
     */
    public static Outcome run(long limitMillis, List<String> command) {
        return run(limitMillis, Map.of(), command);
    }

    /**
     * Runs a program to its end; there is an outcome whatever happens.
     *
     * @param limitMillis when it has run for so long it is killed
     * @param environment in addition to this process's own
     */
    public static Outcome run(long limitMillis, Map<String, String> environment, List<String> command) {
        Path output = null;
        try {
            output = Files.createTempFile("maat-command", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(NO_INPUT))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                return process.waitFor(limitMillis, TimeUnit.MILLISECONDS)
                        ? new Outcome(process.exitValue(), read(output))
                        : new Outcome(NOT_RUN, command.get(0) + " did not end within " + limitMillis + " ms");
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            return new Outcome(NOT_RUN, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(NOT_RUN, command.get(0) + " was interrupted");
        } finally {
            delete(output);
        }
    }

    private static String read(Path output) throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            return new String(in.readNBytes(MAX_OUTPUT_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A left-over temporary file does no harm.
            return;
        }
    }
}
