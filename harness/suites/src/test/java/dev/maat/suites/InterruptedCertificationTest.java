package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.bundle.Bundle;
import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.certify.Certificate;
import dev.maat.engine.cli.Main;
import dev.maat.reference.ReferenceProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A certification that a signal ends writes what is known, says so, and leaves nothing running. */
class InterruptedCertificationTest {
    private static final long LIMIT_SECONDS = 240;
    private static final long POLL_MILLIS = 50;

    /** A shell that runs a build in the background makes it ignore SIGINT, and what it starts would inherit that. */
    private static final List<String> HEARS_INTERRUPT = List.of("env", "--default-signal=INT");

    @TempDir
    Path work;

    private Process start(String... options) throws IOException {
        Path implementations = work.resolve("implementations");
        ImplementationJar.folder(
                implementations.resolve("reference"),
                Files.readString(MaatCommand.root().resolve("impl/reference/src/main/implementation/manifest.json")),
                List.of(ReferenceProvider.class));
        List<String> command = new ArrayList<>(HEARS_INTERRUPT);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
        command.add("-Dmaat.root=" + MaatCommand.root());
        command.add("-Dmaat.implementations=" + implementations);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("certify", "reference", "--profile", "uniform-atomic", "--seed", "1"));
        command.addAll(List.of("--transport", "udp", "--jobs", "1", "--out", out().toString()));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("output.txt").toFile())
                .start();
    }

    private Path out() {
        return work.resolve("certificate");
    }

    private String output() throws IOException {
        return Files.readString(work.resolve("output.txt"));
    }

    /** Waits until the certification makes this run or a later one; those before it are in the bundle then. */
    private void awaitRun(Process process, int run) throws Exception {
        await(process, "run " + run, () -> Files.exists(out()) && newestRun() >= run);
    }

    /** A run that held leaves no folder, so a look may miss any of them. */
    private int newestRun() throws IOException {
        return files().stream()
                .filter(name -> name.matches("run-[0-9]+"))
                .mapToInt(name -> Integer.parseInt(name.substring("run-".length())))
                .max()
                .orElse(0);
    }

    private void await(Process process, String what, Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!condition.isMet()) {
            assertThat(process.isAlive() && System.nanoTime() < deadline)
                    .as("%s comes; the output: %s", what, output())
                    .isTrue();
            // A bounded wait that ends at once when the process does.
            process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean isMet() throws IOException;
    }

    private int signalled(Process process, String signal) throws Exception {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("no end after SIG" + signal + ": " + output());
        }
        return process.exitValue();
    }

    private Certificate certificate() {
        try (Bundle bundle = Bundle.open(out().resolve("bundle.maat-bundle.zip"))) {
            return BundleJson.read(EntryNames.CERTIFICATE, bundle.bytes(EntryNames.CERTIFICATE), Certificate.class);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(out())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** A JVM that a signal ends has the status of the signal; the launcher turns each of them into 130. */
    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    @EnabledOnOs(OS.LINUX)
    void aSignalLeavesAnInconclusiveCertificateOfTheRunsThatWereMade(String signal, int status) throws Exception {
        Process process = start("--deployment", "simulation", "--seeds", "2000", "--battery", "0");
        awaitRun(process, 3);
        int code = signalled(process, signal);
        Certificate certificate = certificate();

        assertThat(code).as(output()).isEqualTo(status);
        assertThat(output()).contains("INCONCLUSIVE", "the certification was interrupted");
        assertThat(certificate.outcome()).isEqualTo("inconclusive");
        assertThat(certificate.reasons()).contains("the certification was interrupted");
        assertThat(certificate.shares().getFirst().made()).isBetween(2, 1_999);
        assertThat(files())
                .containsExactlyInAnyOrder(
                        ".maat-results",
                        ".maat-lock",
                        "plan.json",
                        "certificate.json",
                        "certificate.html",
                        "bundle.maat-bundle.zip");
        MaatCommand verify = MaatCommand.run(
                work.resolve("implementations"),
                work,
                "verify",
                out().resolve("bundle.maat-bundle.zip").toString());
        assertThat(verify.output()).contains("it says: inconclusive").doesNotContain("REFUSED");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void noProcessOfTheRunUnderWayOutlivesTheSignal() throws Exception {
        Process process = start("--deployment", "processes", "--seeds", "5", "--battery", "0");
        await(process, "a node", () -> !nodes(process).isEmpty());
        List<ProcessHandle> nodes = nodes(process);
        int code = signalled(process, "TERM");

        assertThat(code).as(output()).isEqualTo(143);
        for (ProcessHandle node : nodes) {
            node.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(certificate().reasons())
                .contains("the certification was interrupted", "swarm in processes over udp: 0 of 5 runs were made");
        assertThat(files()).noneMatch(name -> name.startsWith("run-"));
    }

    /** The processes that are below the certification, however deep. */
    private static List<ProcessHandle> nodes(Process process) {
        return process.descendants().toList();
    }
}
