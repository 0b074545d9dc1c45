package dev.maat.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.maat.engine.containers.WantedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a machine with nothing on the path, and an engine that answers only its version and its images. */
class DoctorTest {
    private HttpServer engine;
    private String images = "[]";

    @BeforeEach
    void startAnEngine() throws IOException {
        engine = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/version", () -> "{\"Version\":\"20.10\",\"ApiVersion\":\"1.41\"}");
        answer("/images/json", () -> images);
        engine.start();
    }

    @AfterEach
    void stopIt() {
        engine.stop(0);
    }

    private interface Text {
        String now();
    }

    private void answer(String path, Text text) {
        engine.createContext(path, exchange -> {
            byte[] body = text.now().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private Finding finding(String subject) {
        Map<String, String> environment =
                Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + engine.getAddress().getPort(), "PATH", "/nowhere");
        return new Doctor(environment)
                .examine().stream()
                        .filter(one -> one.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void missingImagesAreNamedTogetherWithTheirSetting() {
        assertThat(finding("node image")).satisfies(node -> {
            assertThat(node.state()).isEqualTo(Finding.State.OBTAINABLE);
            assertThat(node.found()).contains("pulled as " + WantedImage.node().name());
            assertThat(node.remedy()).contains("MAAT_NODE_IMAGE");
        });
        assertThat(finding("Toxiproxy image").remedy()).contains("MAAT_TOXIPROXY_IMAGE");
    }

    @Test
    void imagesThatWereBuiltOnThisMachineAreReady() {
        images = "[{\"RepoTags\":null},{\"RepoTags\":[\""
                + WantedImage.toxiproxy().builtName() + "\"]}]";

        Finding toxiproxy = finding("Toxiproxy image");

        assertThat(toxiproxy.state()).isEqualTo(Finding.State.READY);
        assertThat(toxiproxy.found()).contains(WantedImage.toxiproxy().builtName(), "built on this machine");
    }

    @Test
    void withoutAnEngineTheImagesAreMissingToo() {
        engine.stop(0);

        assertThat(finding("container engine").state()).isEqualTo(Finding.State.MISSING);
        assertThat(finding("node image").remedy()).isEqualTo("see container engine");
    }
}
