package dev.maat.engine.containers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a program of this machine, bounded in time. */
final class HostCommand {
    /** Exit code of a program that is not there or did not end in time. */
    private static final int NOT_RUN = 127;

    private HostCommand() {}

    /**
     * What came of it.
     *
     * @param output standard output and standard error
     */
    record Outcome(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    static Outcome run(long limitSeconds, String... command) {
        return run(limitSeconds, Map.of(), command);
    }

    static Outcome run(long limitSeconds, Map<String, String> environment, String... command) {
        Path output = null;
        try {
            output = Files.createTempFile("maat-command", ".txt");
            ProcessBuilder builder = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Outcome(NOT_RUN, command[0] + " did not end within " + limitSeconds + " s");
            }
            return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return new Outcome(NOT_RUN, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(NOT_RUN, command[0] + " was interrupted");
        } finally {
            delete(output);
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
    static @Nullable Path find(String name) {
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
