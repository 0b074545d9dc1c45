package dev.maat.engine.containers.needs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.containers.FakeEngine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineChoiceTest {
    /** Twice the bound of one question, and time for a slow machine. */
    private static final long BOUND_SECONDS = 30;

    @TempDir
    Path folder;

    private Machine machine(String dockerHost) {
        return new FakePrograms(folder).machine(Map.of("DOCKER_HOST", dockerHost));
    }

    private static String sentence(Machine machine) {
        try {
            EngineChoice found = EngineChoice.find(machine);
            return "found " + found;
        } catch (EngineUnavailable e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void anEngineThatIsNamedAndAnswersIsTaken() throws IOException {
        try (FakeEngine engine = new FakeEngine()) {
            EngineChoice choice = EngineChoice.find(machine(engine.address()));

            assertThat(choice.named()).isTrue();
            assertThat(choice.version()).isEqualTo("20.10, API 1.41");
            assertThat(choice.socket().name()).isEqualTo(engine.address());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unix:///nonexistent, there is no such socket",
        "tcp://127.0.0.1:1, no engine listens there",
        "tcp://no_such_host:2375, it names neither unix:///PATH nor tcp://HOST:PORT",
        "ssh://user@elsewhere, forward the socket",
        "unix://relative, it names neither unix:///PATH nor tcp://HOST:PORT",
        "://, it is no address",
    })
    void anEngineThatIsNamedAndDoesNotAnswerIsAnErrorAndNoOtherIsTaken(String address, String reason) {
        assertThat(sentence(machine(address)))
                .startsWith("no Docker engine")
                .contains("DOCKER_HOST=" + address, reason, "correct DOCKER_HOST", "unset it");
    }

    @Test
    @Timeout(BOUND_SECONDS)
    void anEngineThatAcceptsAConnectionAndSaysNothingIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            String address = "tcp://127.0.0.1:" + silent.getLocalPort();
            long began = System.nanoTime();

            assertThat(sentence(machine(address)))
                    .contains("DOCKER_HOST=" + address, "does not answer within 4 s", "unset it");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    @Timeout(BOUND_SECONDS)
    void aSilentUnixSocketIsGivenUp() throws IOException {
        Path socket = folder.resolve("silent.sock");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));

            assertThat(sentence(machine("unix://" + socket))).contains("does not answer within 4 s");
        }
    }

    @Test
    @Timeout(BOUND_SECONDS)
    void anAnswerThatIsNotAnEnginesIsNamedAsSuch() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread answering = Thread.ofPlatform().daemon().start(() -> greet(other));

            assertThat(sentence(machine("tcp://127.0.0.1:" + other.getLocalPort())))
                    .contains("the answer is not that of a container engine: 'SSH-2.0-Server?[2J'");
            answering.join();
        }
    }

    private static void greet(ServerSocket server) {
        try (var connection = server.accept()) {
            connection.getOutputStream().write("SSH-2.0-Server\u001b[2J\r\n".getBytes());
            connection.shutdownOutput();
            connection.getInputStream().readAllBytes();
        } catch (IOException e) {
            // The test fails by what it reads.
            return;
        }
    }

    @Test
    void aUserWhoMayNotUseTheSocketIsToldHowToBeAllowed() {
        SequencedMap<String, IOException> failures = new LinkedHashMap<>();
        failures.put("/var/run/docker.sock", new SocketException("Permission denied"));

        EngineUnavailable told = EngineChoice.noneAnswers(failures, machine(""));

        assertThat(told)
                .hasMessageContaining("/var/run/docker.sock: ")
                .hasMessageContaining("Permission denied")
                .hasMessageContaining("this user may not use the socket /var/run/docker.sock")
                .hasMessageContaining("usermod -aG docker");
    }

    @Test
    void aMachineWithoutAnEngineIsToldHowToGetOne() {
        FakePrograms programs = new FakePrograms(folder).with("apt-get");

        assertThat(EngineChoice.noneAnswers(new LinkedHashMap<>(), programs.machine(Map.of())))
                .hasMessageContaining("there is no engine's socket on this machine")
                .hasMessageContaining("apt-get install -y docker.io");
        programs.with("dockerd");
        assertThat(EngineChoice.noneAnswers(new LinkedHashMap<>(), programs.machine(Map.of())))
                .hasMessageContaining("start it")
                .hasMessageContaining("systemctl start docker");
    }

    @Test
    void theQuestionForTlsIsOnlyWhetherSomethingListens() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Map<String, String> environment =
                    Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + silent.getLocalPort(), "DOCKER_TLS_VERIFY", "1");

            assertThat(EngineChoice.find(new FakePrograms(folder).machine(environment))
                            .overTls())
                    .isTrue();
        }
        assertThatThrownBy(() -> EngineChoice.find(new FakePrograms(folder)
                        .machine(Map.of("DOCKER_HOST", "tcp://127.0.0.1:1", "DOCKER_TLS_VERIFY", "1"))))
                .isInstanceOf(EngineUnavailable.class)
                .hasMessageContaining("no engine listens there");
    }
}
