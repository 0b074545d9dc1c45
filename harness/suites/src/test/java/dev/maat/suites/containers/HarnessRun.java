package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.engine.cli.Main;
import dev.maat.engine.containers.needs.EngineEnvironment;
import dev.maat.engine.run.Progress;
import dev.maat.faults.FaultPlan;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One {@code maat run} in a process of its own: it can be interrupted and killed, and its exit code is the one that users get. */
final class HarnessRun implements AutoCloseable {
    static final int HOLDS = 0;
    static final int VIOLATED = 1;
    static final int UNKNOWN = 2;
    static final int INTERRUPTED = 130;
    static final int HARNESS_FAILURE = 255;

    private static final Duration LIMIT = Duration.ofSeconds(240);

    /** A shell that runs a build in the background makes it ignore SIGINT, and the runs that it starts would inherit that. */
    private static final List<String> HEARS_INTERRUPT = hearsInterrupt();

    private static final long POLL_MILLIS = 50;

    private final Process process;
    private final Path output;
    private final Path directory;

    private HarnessRun(Process process, Path output, Path directory) {
        this.process = process;
        this.output = output;
        this.directory = directory;
    }

    /** The folder that an implementation's module packages. */
    static Path implementation(String module) {
        Path folder = root().resolve("impl").resolve(module).resolve("target").resolve("implementation");
        if (!Files.isRegularFile(folder.resolve("manifest.json"))) {
            throw new IllegalStateException(folder + " holds no implementation; the reactor's package phase makes it");
        }
        return folder;
    }

    private static Path root() {
        return Path.of(System.getProperty("maat.root", "../.."));
    }

    /**
     * Starts a run.
     *
     * @param implementation the folder that offers the scenario's implementation
     * @param work an empty folder for scenario, output and run directory
     * @param flags for the run's JVM
     */
    static HarnessRun start(Path implementation, Scenario scenario, Path work, String... flags) throws IOException {
        return start(implementation, scenario, work, List.of(flags), List.of());
    }

    /** Starts a run that is judged while it goes on and ends at a violation. */
    static HarnessRun startToStopAtViolation(Path implementation, Scenario scenario, Path work) throws IOException {
        return start(implementation, scenario, work, List.of(), List.of("--stop-at-violation"));
    }

    private static HarnessRun start(
            Path implementation, Scenario scenario, Path work, List<String> flags, List<String> options)
            throws IOException {
        Path file = work.resolve("given-scenario.json");
        ScenarioJson.write(scenario, file);
        Path output = work.resolve("output.txt");
        Path directory = work.resolve("run");
        List<String> command = new ArrayList<>(HEARS_INTERRUPT);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
        command.add("-Dmaat.root=" + root().toAbsolutePath());
        command.add("-Dmaat.implementations=" + implementation.toAbsolutePath());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "run"));
        command.addAll(List.of("--scenario", file.toString(), "--out", directory.toString()));
        command.addAll(options);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(EngineEnvironment.missing(Progress.SILENT));
        return new HarnessRun(builder.start(), output, directory);
    }

    long pid() {
        return process.pid();
    }

    /** Waits for the run's end and returns its exit code. */
    int await() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the run did not end within " + LIMIT.toSeconds() + " s: " + output());
        }
        return process.exitValue();
    }

    /** Waits until the run's directory or output meets a condition. */
    void awaitUntil(String what, Predicate<HarnessRun> condition) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.test(this)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("gave up waiting for " + what + ": " + output());
            }
            // A bounded wait that ends at once when the process does.
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static List<String> hearsInterrupt() {
        List<String> env = List.of("env", "--default-signal=INT");
        List<String> trial = new ArrayList<>(env);
        trial.add("true");
        try {
            return new ProcessBuilder(trial).start().waitFor() == 0 ? env : List.of();
        } catch (IOException noEnv) {
            return List.of();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ctrl-C. */
    void interrupt() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(pid())).start().waitFor();
    }

    void killHard() {
        process.destroyForcibly();
    }

    String output() {
        return read(output);
    }

    /** All lines of the history so far. */
    String history() {
        try (Stream<Path> files = Files.list(directory.resolve("history"))) {
            StringBuilder all = new StringBuilder();
            files.filter(file -> file.toString().endsWith(".jsonl")).sorted().forEach(file -> all.append(read(file)));
            return all.toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** The harness's own lines. */
    List<String> harnessLines() {
        return read(directory.resolve("history").resolve("harness.jsonl"))
                .lines()
                .toList();
    }

    /** {@code verdict.json}. */
    JsonNode verdict() throws IOException {
        return new ObjectMapper().readTree(directory.resolve("verdict.json").toFile());
    }

    /** The last line of each fault of the plan says that it bit, with its effect. */
    void requireThatEveryFaultBit(FaultPlan plan) {
        plan.faults().forEach(fault -> {
            String last = harnessLines().stream()
                    .filter(line -> line.contains("\"e\":\"fault\",\"id\":" + fault.id() + ","))
                    .reduce("", (earlier, later) -> later);
            assertThat(last).as("fault " + fault.id()).contains("\"bit\":true").contains("\"effect\":");
        });
    }

    Judgement judge() {
        return Judge.judge(Histories.read(directory.resolve("history")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
