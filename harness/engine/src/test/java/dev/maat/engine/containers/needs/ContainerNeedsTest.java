package dev.maat.engine.containers.needs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.containers.FakeEngine;
import dev.maat.engine.containers.needs.Need.State;
import dev.maat.engine.containers.needs.Need.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a machine with the programs of a folder alone, and an engine whose registry refuses. */
class ContainerNeedsTest {
    @TempDir
    Path folder;

    private FakeEngine engine;
    private FakePrograms programs;

    @BeforeEach
    void startAnEngine() throws IOException {
        engine = new FakeEngine().onThisMachine();
        programs = new FakePrograms(folder).with("apt-get", "ldd", "sleep", "sh");
    }

    @AfterEach
    void stopIt() {
        engine.close();
    }

    private Machine machine() {
        return programs.machine(Map.of("DOCKER_HOST", engine.address()));
    }

    private Need need(Subject subject) {
        return ContainerNeeds.examine(machine()).stream()
                .filter(need -> need.subject() == subject)
                .findFirst()
                .orElseThrow();
    }

    private void programsThatEnterANamespace() {
        programs.with("nsenter").script("unshare", "exit 0");
    }

    @Test
    void aMachineWithIptablesAloneHasAllThatRunsOverUdpNeed() {
        programsThatEnterANamespace();
        programs.with("iptables", "iptables-save", "iptables-restore");

        ContainerNeeds.require(ContainerNeeds.of("udp"), machine());

        assertThat(need(Subject.NETFILTER)).satisfies(netfilter -> {
            assertThat(netfilter.state()).isEqualTo(State.READY);
            assertThat(netfilter.found()).startsWith("iptables");
        });
        assertThat(need(Subject.NODE_IMAGE)).satisfies(node -> {
            assertThat(node.state()).isEqualTo(State.OBTAINABLE);
            assertThat(node.found()).contains("will be built on this machine", "no such host");
        });
    }

    @Test
    void aKernelThatRefusesNoConnectionsServesRunsOverUdpAlone() {
        programs.with("nsenter", "nft")
                .script("unshare", "case \"$*\" in *reject*) echo 'no reject here'; exit 1;; esac");

        assertThat(need(Subject.NETFILTER).found()).startsWith("nft");
        assertThat(need(Subject.NETFILTER_TCP).found()).contains("no reject here");
    }

    @Test
    void aHelperContainerSetsTheRulesWhereTheUserMayNotEnterANamespace() {
        programs.with("nsenter", "nft").script("unshare", "echo 'Operation not permitted'; exit 1");

        ContainerNeeds.require(ContainerNeeds.of("udp"), machine());

        assertThat(need(Subject.NETFILTER).found())
                .contains("a helper container sets the rules", "Operation not permitted", "helper image");
    }

    @Test
    void allThatIsMissingIsNamedAtOnceWithOneCommand() {
        programs.withoutAny("ldd");

        assertThatThrownBy(() -> ContainerNeeds.require(ContainerNeeds.of("tcp"), machine()))
                .isInstanceOf(EngineUnavailable.class)
                .hasMessageContaining("node image: ")
                .hasMessageContaining("none can be built: ldd is not installed")
                .hasMessageContaining("Toxiproxy image: ")
                .hasMessageContaining("there is no Go toolchain")
                .hasMessageContaining("netfilter for TCP: nsenter, unshare and nft (or iptables) are not installed")
                .hasMessageContaining("no such host")
                .message()
                .containsOnlyOnce("apt-get install -y")
                .containsPattern("apt-get install -y (libc-bin|util-linux|nftables| )+'");
    }

    @Test
    void anImageThatCannotBePulledOrBuiltIsMissingAndNotObtainable() {
        Need toxiproxy = need(Subject.TOXIPROXY_IMAGE);

        assertThat(toxiproxy.state()).isEqualTo(State.MISSING);
        assertThat(toxiproxy.found()).contains("cannot be pulled", "no such host", "there is no Go toolchain");
        assertThat(toxiproxy.remedy(machine())).contains("MAAT_TOXIPROXY_IMAGE");
    }

    @Test
    void aGoToolchainThatIsTooOldOrDoesNotGetTheModuleBuildsNoToxiproxy() {
        programs.script("go", "echo 'go version go1.19.8 linux/amd64'");
        assertThat(need(Subject.TOXIPROXY_IMAGE).found()).contains("go1.19.8", "is too old");

        programs.script(
                "go", "[ $1 = version ] && echo 'go version go1.26.8 linux/amd64' || { echo 'no proxy'; exit 1; }");
        assertThat(need(Subject.TOXIPROXY_IMAGE).found()).contains("Go does not get its module", "no proxy");

        programs.script("go", "echo 'go version go1.26.8 linux/amd64'");
        assertThat(need(Subject.TOXIPROXY_IMAGE).state()).isEqualTo(State.OBTAINABLE);
    }

    @Test
    void imagesThatWereBuiltOnThisMachineAreReady() {
        engine.withImage(WantedImage.toxiproxy().builtName());

        assertThat(need(Subject.TOXIPROXY_IMAGE)).satisfies(toxiproxy -> {
            assertThat(toxiproxy.state()).isEqualTo(State.READY);
            assertThat(toxiproxy.found()).contains(WantedImage.toxiproxy().builtName(), "built on this machine");
        });
    }

    @Test
    void imagesOfARegistryThatAnswersAreObtainable() {
        engine.withRegistry(FakeEngine.Registry.HAS_ALL);

        assertThat(need(Subject.TOXIPROXY_IMAGE)).satisfies(toxiproxy -> {
            assertThat(toxiproxy.state()).isEqualTo(State.OBTAINABLE);
            assertThat(toxiproxy.found()).contains("will be pulled as ghcr.io/shopify/toxiproxy");
        });
    }

    @Test
    void aRegistryThatWantsCredentialsIsUnsureAndTheRunTries() {
        programsThatEnterANamespace();
        programs.with("nft");
        engine.withRegistry(FakeEngine.Registry.WANTS_CREDENTIALS);

        assertThat(need(Subject.TOXIPROXY_IMAGE).state()).isEqualTo(State.UNSURE);
        ContainerNeeds.require(ContainerNeeds.of("tcp"), machine());
    }

    @Test
    void aRegistryThatIsSilentIsGivenUpOnceForAllImages() {
        engine.withRegistry(FakeEngine.Registry.IS_SILENT);
        long began = System.nanoTime();

        assertThatThrownBy(() -> ContainerNeeds.require(ContainerNeeds.of("tcp"), machine()))
                .hasMessageContaining("no registry answers within 4 s");

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void withoutAnEngineTheProgramsThatAreMissingAreNamedAsWell() {
        engine.close();

        assertThatThrownBy(() -> ContainerNeeds.require(ContainerNeeds.of("udp"), machine()))
                .hasMessageContaining("no Docker engine answers at DOCKER_HOST=" + engine.address())
                .hasMessageContaining("Missing programs: nsenter, unshare and nft")
                .hasMessageContaining("apt-get install -y util-linux nftables'");
    }

    @Test
    void oneCommandInstallsTheEngineAndTheProgramsThatAreMissing() {
        List<Need> missing = List.of(
                new Need(Subject.ENGINE, State.MISSING, "no Docker engine answers", List.of(), "start one"),
                new Need(Subject.NETFILTER, State.MISSING, "lacks programs", List.of("nsenter", "nft"), ""));

        assertThat(ContainerNeeds.sentence(missing, programs.machine(Map.of())))
                .startsWith("no Docker engine answers; start one. ")
                .contains("apt-get install -y docker.io util-linux nftables'");
    }
}
