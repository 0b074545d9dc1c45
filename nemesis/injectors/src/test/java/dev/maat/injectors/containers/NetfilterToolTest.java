package dev.maat.injectors.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.injectors.InjectionException;
import dev.maat.injectors.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetfilterToolTest {
    private static final List<NetfilterTool> ALL = List.of(NetfilterTool.values());

    private final Target n1 = new Target("n1", "10.231.203.10", 7_800, "container1");
    private final FakeShell shell = new FakeShell();

    @TempDir
    Path programs;

    /** A shell script in the place of a program. */
    private void program(String name, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void programsThatEnterANamespace() throws IOException {
        program("nsenter", "exit 0");
        // Runs what follows the option and the dashes.
        program("unshare", "shift 2; exec \"$@\"");
    }

    private void iptables(String script) throws IOException {
        for (String name : List.of("iptables", "iptables-save", "iptables-restore", "sh")) {
            program(name, script);
        }
    }

    @Test
    void iptablesIsTakenWhereNftIsRefusedInTheNamespaceOfANode() {
        assertThat(NetfilterTool.workingIn(shell, n1, ALL, true)).isEqualTo(NetfilterTool.NFT);

        shell.works.remove(NetfilterTool.NFT);

        assertThat(NetfilterTool.workingIn(shell, n1, ALL, true)).isEqualTo(NetfilterTool.IPTABLES);
        assertThat(String.join("", shell.rules.get("n1")))
                .contains("-X maat-fault0", "-X maat-connects0", "-X maat-detour");
    }

    @Test
    void aToolThatCannotRefuseConnectionsIsNotTaken() {
        shell.lacks.add("reject with tcp reset");

        assertThat(NetfilterTool.workingIn(shell, n1, ALL, true)).isEqualTo(NetfilterTool.IPTABLES);

        shell.lacks.add("-m conntrack");
        assertThatThrownBy(() -> NetfilterTool.workingIn(shell, n1, ALL, true))
                .isInstanceOf(InjectionException.class)
                .hasMessageContaining("iptables: no part for -m conntrack");
    }

    @Test
    void aRunOverUdpNeedsNoRuleOfConnections() {
        shell.lacks.addAll(List.of("reject with tcp reset", "-m conntrack", "nat", "DNAT"));

        assertThat(NetfilterTool.workingIn(shell, n1, ALL, false)).isEqualTo(NetfilterTool.NFT);
        assertThatThrownBy(() -> NetfilterTool.workingIn(shell, n1, ALL, true)).isInstanceOf(InjectionException.class);
    }

    @Test
    void theReasonOfEachToolIsGivenWhereNoneWorks() {
        shell.works.clear();

        assertThatThrownBy(() -> NetfilterTool.workingIn(shell, n1, ALL, true))
                .isInstanceOf(InjectionException.class)
                .hasMessageContaining("nft: nft is refused here; iptables: sh is refused here");
    }

    @Test
    void allMissingProgramsAreNamedAtOnce() {
        HostNetfilter found = HostNetfilter.look(Programs.in(programs), true);

        assertThat(found.tool()).isEmpty();
        assertThat(found.missing()).containsExactly("nsenter", "unshare", "nft");
    }

    @Test
    void iptablesIsEnoughWhereNftIsMissing() throws IOException {
        programsThatEnterANamespace();
        iptables("exit 0");

        assertThat(HostNetfilter.look(Programs.in(programs), true).tool()).contains(NetfilterTool.IPTABLES);
    }

    @Test
    void iptablesIsTakenWhereTheKernelRefusesNft() throws IOException {
        programsThatEnterANamespace();
        iptables("exit 0");
        program("nft", "echo 'netlink: Error: cache initialization failed: Protocol not supported'; exit 1");

        assertThat(HostNetfilter.look(Programs.in(programs), true).tool()).contains(NetfilterTool.IPTABLES);
    }

    @Test
    void aUserWithoutTheRightToEnterANamespaceIsToldTheReason() throws IOException {
        programsThatEnterANamespace();
        program("unshare", "echo 'unshare: unshare failed: Operation not permitted'; exit 1");
        program("nft", "exit 0");

        HostNetfilter found = HostNetfilter.look(Programs.in(programs), true);

        assertThat(found.tool()).isEmpty();
        assertThat(found.missing()).isEmpty();
        assertThat(found.refusal()).contains("nft: unshare: unshare failed: Operation not permitted");
    }
}
