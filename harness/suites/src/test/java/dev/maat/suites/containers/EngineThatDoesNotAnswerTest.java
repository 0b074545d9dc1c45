package dev.maat.suites.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.Main;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine that the user names is used or reported; another one that this machine may have is never taken in its place. */
final class EngineThatDoesNotAnswerTest {
    private static final int BAD_REQUEST = 254;
    /** The bound of one question is 4 s; the rest is two starts of a JVM on a slow machine. */
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path work;

    private String outputOfARunAt(String dockerHost) throws Exception {
        Path output = work.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dmaat.implementations="
                                + HarnessRun.implementation("reference").toAbsolutePath(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        "--deployment",
                        "containers",
                        "--out",
                        work.resolve("run").toString()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("DOCKER_HOST", dockerHost));
        Process run = builder.start();
        try {
            assertThat(run.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).as(Files.readString(output)).isEqualTo(BAD_REQUEST);
        } finally {
            run.destroyForcibly();
        }
        return Files.readString(output);
    }

    @Test
    void aNamedSocketThatDoesNotExistIsReportedWithTheRemedy() throws Exception {
        assertThat(outputOfARunAt("unix:///nonexistent/docker.sock"))
                .contains("DOCKER_HOST=unix:///nonexistent/docker.sock", "there is no such socket", "unset it")
                .doesNotContain("Exception", "\tat ");
    }

    @Test
    void aNamedEngineThatSaysNothingIsGivenUpWithTheSameSentence() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            assertThat(outputOfARunAt("tcp://127.0.0.1:" + silent.getLocalPort()))
                    .contains("DOCKER_HOST=tcp://127.0.0.1:", "does not answer within 4 s", "unset it")
                    .doesNotContain("Exception", "\tat ");
        }
    }
}
