package dev.maat.suites;

import dev.maat.engine.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One {@code maat} command in a process of its own, as users give it. */
record MaatCommand(int exitCode, String output) {
    private static final long LIMIT_SECONDS = 240;

    static Path root() {
        return Path.of(System.getProperty("maat.root", "../..")).toAbsolutePath();
    }

    /**
     * Runs the command to its end.
     *
     * @param implementations a folder that offers the implementations
     * @param work an empty folder for the command's output
     */
    static MaatCommand run(Path implementations, Path work, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
        command.add("-Dmaat.root=" + root());
        command.add("-Dmaat.implementations=" + implementations.toAbsolutePath());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        Path output = work.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("no end within " + LIMIT_SECONDS + " s: " + Files.readString(output));
        }
        return new MaatCommand(process.exitValue(), Files.readString(output));
    }
}
