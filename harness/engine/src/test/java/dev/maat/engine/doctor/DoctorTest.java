package dev.maat.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.containers.FakeEngine;
import dev.maat.engine.containers.needs.FakePrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine with few programs, and an engine whose registry refuses. */
class DoctorTest {
    private static final String TOXIPROXY = "ghcr.io/shopify/toxiproxy:2.12.0";

    @TempDir
    Path folder;

    private FakeEngine engine;
    private FakePrograms programs;

    @BeforeEach
    void startAnEngine() throws IOException {
        engine = new FakeEngine();
        programs = new FakePrograms(folder).with("ldd", "sleep", "sh");
    }

    @AfterEach
    void stopIt() {
        engine.close();
    }

    private Finding finding(String subject) {
        return new Doctor(programs.machine(Map.of("DOCKER_HOST", engine.address())))
                .examine().stream()
                        .filter(one -> one.subject().equals(subject))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void anImageThatWillBeBuiltIsObtainableAndSaysWhyItIsNotPulled() {
        assertThat(finding("node image")).satisfies(node -> {
            assertThat(node.state()).isEqualTo(Finding.State.OBTAINABLE);
            assertThat(node.found()).contains("will be built", "eclipse-temurin:21-jre cannot be pulled");
        });
    }

    @Test
    void imagesThatCanNeitherBePulledNorBuiltAreMissingAndNamedTogetherWithTheirSetting() {
        assertThat(finding("Toxiproxy image")).satisfies(toxiproxy -> {
            assertThat(toxiproxy.state()).isEqualTo(Finding.State.MISSING);
            assertThat(toxiproxy.found()).contains(TOXIPROXY + " cannot be pulled");
            assertThat(toxiproxy.remedy()).contains("MAAT_TOXIPROXY_IMAGE");
        });
    }

    @Test
    void imagesThatAreAtTheEngineAreReady() {
        engine.withImage(TOXIPROXY);

        Finding toxiproxy = finding("Toxiproxy image");

        assertThat(toxiproxy.state()).isEqualTo(Finding.State.READY);
        assertThat(toxiproxy.found()).contains(TOXIPROXY);
    }

    @Test
    void withoutAnEngineTheImagesAreMissingToo() {
        engine.close();

        assertThat(finding("container engine").state()).isEqualTo(Finding.State.MISSING);
        assertThat(finding("container engine").found()).contains("DOCKER_HOST=" + engine.address());
        assertThat(finding("container engine").remedy()).contains("correct DOCKER_HOST");
        assertThat(finding("node image").remedy()).isEqualTo("see container engine");
    }

    @Test
    void netfilterIsMissingWhereNeitherThisMachineNorAHelperSetsRules() {
        assertThat(finding("netfilter")).satisfies(netfilter -> {
            assertThat(netfilter.state()).isEqualTo(Finding.State.MISSING);
            assertThat(netfilter.found())
                    .contains("nsenter, unshare and nft (or iptables) are not installed", "helper");
            assertThat(netfilter.remedy()).contains("nft", "MAAT_HELPER_IMAGE");
        });

        programs.with("nft");

        assertThat(finding("netfilter").state()).isEqualTo(Finding.State.OBTAINABLE);
        assertThat(finding("netfilter").found()).contains("a helper container sets the rules", "will be built");
    }
}
