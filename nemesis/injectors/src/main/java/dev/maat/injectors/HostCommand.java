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

/** Runs a program of this machine, bounded in time; what it says is read when it has ended, not waited for. */
public final class HostCommand {
    private static final File NO_INPUT = new File("/dev/null");
    /** Exit code of a program that is not there, did not end in time or was not waited for. */
    private static final int NOT_RUN = 127;

    private static final int OUTPUT_LIMIT_BYTES = 1 << 20;

    private HostCommand() {}

    /**
     * What came of it.
     *
     * @param exitCode the program's own; 127 if it is not there, did not end in time or this thread was interrupted
     * @param output standard output and standard error, the first megabyte; why, if the program was not there or not waited for
     */
    public record Outcome(int exitCode, String output) {
        public boolean succeeded() {
            return exitCode == 0;
        }
    }

    /**
     * Runs it to its end; there is an outcome whatever happens.
     *
     * @param limitMillis how long it may run: then it is killed
     */
    public static Outcome run(long limitMillis, List<String> command) {
        return run(limitMillis, Map.of(), command);
    }

    /**
     * As above.
     *
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
                        ? new Outcome(process.exitValue(), said(output))
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

    private static String said(Path output) throws IOException {
        try (InputStream in = Files.newInputStream(output)) {
            return new String(in.readNBytes(OUTPUT_LIMIT_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // A left-over temporary file hurts nobody.
            return;
        }
    }

    /** The program of that name on the path, or null. */
    public static @Nullable Path find(String name) {
        String path = System.getenv("PATH");
        String folders = (path == null ? "" : path + ":") + "/usr/sbin:/sbin:/usr/bin:/bin:/usr/local/go/bin";
        for (String folder : folders.split(":", -1)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder, name);
            if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                return file.toAbsolutePath();
            }
        }
        return null;
    }
}
