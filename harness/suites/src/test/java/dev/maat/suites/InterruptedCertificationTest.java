package dev.maat.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.bundle.Bundle;
import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.cli.Main;
import dev.maat.reference.ReferenceProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A certification that a signal ends writes what is known, says so, and leaves nothing running. */
@InProcesses
class InterruptedCertificationTest {
    private static final long LIMIT_SECONDS = 240;
    private static final long POLL_MILLIS = 50;

    /** A shell that runs a build in the background makes it ignore SIGINT, and what it starts would inherit that. */
    private static final List<String> HEARS_INTERRUPT = List.of("env", "--default-signal=INT");

    @TempDir
    Path work;

    private Certifying start(String... options) throws IOException {
        Path implementations = work.resolve("implementations");
        ImplementationJar.folder(
                implementations.resolve("reference"),
                Files.readString(MaatCommand.root().resolve("impl/reference/src/main/implementation/manifest.json")),
                List.of(ReferenceProvider.class));
        List<String> command = new ArrayList<>(HEARS_INTERRUPT);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", "--enable-native-access=ALL-UNNAMED"));
        command.add("-Dmaat.root=" + MaatCommand.root());
        command.add("-Dmaat.implementations=" + implementations);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("certify", "reference", "--profile", "uniform-atomic", "--seed", "1"));
        command.addAll(List.of("--transport", "udp", "--jobs", "1", "--out", out().toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("output.txt").toFile())
                .start();
        return new Certifying(process, new HashSet<>());
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

    /** Sends a signal and waits for the end; what is started meanwhile is seen too. */
    private int signalled(Certifying certifying, String signal) throws Exception {
        Process process = certifying.process();
        certifying.seen();
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            certifying.seen();
            assertThat(System.nanoTime())
                    .as("an end after SIG%s; the output: %s", signal, output())
                    .isLessThan(deadline);
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
        int code;
        try (Certifying certifying = start("--deployment", "simulation", "--seeds", "2000", "--battery", "0")) {
            awaitRun(certifying.process(), 3);
            code = signalled(certifying, signal);
        }
        Certificate certificate = certificate();

        assertThat(code).as(output()).isEqualTo(status);
        assertThat(output()).contains("INCONCLUSIVE", "the certification was interrupted");
        assertThat(certificate.outcome()).isEqualTo("inconclusive");
        assertThat(certificate.reasons()).contains("the certification was interrupted");
        assertThat(certificate.shares().getFirst().made()).isBetween(2, 1_999);
        assertThat(files().stream().filter(name -> name.matches("finished-[0-9]{6}\\.zip")))
                .as("the finished runs, from which the certification may go on")
                .hasSizeGreaterThanOrEqualTo(certificate.shares().getFirst().made());
        assertThat(files().stream().filter(name -> !name.matches("finished-[0-9]{6}\\.zip")))
                .containsExactlyInAnyOrder(
                        ".maat-results",
                        ".maat-lock",
                        "plan.json",
                        "finished.sha256",
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
    void noProcessOfTheRunsUnderWayOutlivesTheSignal() throws Exception {
        int code;
        try (Certifying certifying =
                start("--deployment", "processes", "--seeds", "5", "--battery", "0", "--live-jobs", "2")) {
            await(
                    certifying.process(),
                    "two runs",
                    () -> certifying.seen() > 0 && Files.exists(out()) && newestRun() >= 2);
            code = signalled(certifying, "TERM");
            certifying.awaitEndOfAll();
        }

        assertThat(code).as(output()).isEqualTo(143);
        assertThat(certificate().reasons())
                .contains("the certification was interrupted", "swarm in processes over udp: 0 of 5 runs were made");
        assertThat(files()).noneMatch(name -> name.startsWith("run-"));
    }

    /**
     * A certification in a process of its own. It and every process that was ever seen below it end with the test, whatever becomes of the
     * test.
     */
    private record Certifying(Process process, Set<ProcessHandle> below) implements AutoCloseable {
        /** Looks for processes below it, however deep; returns how many were ever seen. */
        int seen() {
            process.descendants().forEach(below::add);
            return below.size();
        }

        void awaitEndOfAll() throws Exception {
            for (ProcessHandle one : below) {
                one.onExit().get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        }

        @Override
        public void close() {
            seen();
            process.destroyForcibly().onExit().join();
            below.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
