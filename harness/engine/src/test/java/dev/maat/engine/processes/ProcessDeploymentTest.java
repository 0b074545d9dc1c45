package dev.maat.engine.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.run.ArgumentException;
import dev.maat.faults.Capabilities;
import dev.maat.faults.FaultKind;
import dev.maat.faults.UnsupportedFaultException;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessDeploymentTest {
    private final ProcessDeployment deployment = new ProcessDeployment(new Implementation(
            "mine",
            "1",
            List.of("processes"),
            List.of("udp", "tcp", "multicast"),
            "static",
            "none",
            new LinkedHashMap<>(),
            List.of(),
            new Program.Command(List.of("true"), null),
            Path.of("/nowhere")));

    @Test
    void ipMulticastIsRefusedWithTheRemedy() {
        assertThatThrownBy(() -> deployment.capabilities("multicast"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("--transport udp")
                .hasMessageContaining("--deployment containers");
    }

    @Test
    void overUdpThereIsEveryFaultButThoseThatNeedMore() {
        Capabilities udp = deployment.capabilities("udp");
        assertThat(udp.whyNot()).containsOnlyKeys(FaultKind.CRASH_POINT, FaultKind.RESET, FaultKind.CLOCK_JUMP);
    }

    @Test
    void overTcpAFaultThatStreamsHideIsRefusedWithASentence() {
        Capabilities tcp = deployment.capabilities("tcp");
        assertThat(tcp.whyNot())
                .containsOnlyKeys(
                        FaultKind.CRASH_POINT,
                        FaultKind.CLOCK_JUMP,
                        FaultKind.LOSS,
                        FaultKind.BURST_LOSS,
                        FaultKind.DUPLICATE,
                        FaultKind.REORDER,
                        FaultKind.CORRUPT,
                        FaultKind.REPLAY);
        assertThatThrownBy(() -> tcp.require(Set.of(FaultKind.LOSS)))
                .isInstanceOf(UnsupportedFaultException.class)
                .hasMessageContaining("processes over tcp cannot do loss (tcp hides lost");
    }

    @Test
    void aNodeThatCannotWriteItsEvidenceIsNoExitOfTheImplementation() {
        assertThat(new ProcessEnd(74).suspicion("")).contains("cannot write its evidence");
        assertThat(new ProcessEnd(74).suspicion(null)).contains("cannot write its evidence");
    }

    @Test
    void anExitCodeOfASignalMayBeAnOutsidersAndAnotherIsTheProcesssOwn() {
        assertThat(new ProcessEnd(137).suspicion("")).contains("SIGKILL");
        assertThat(new ProcessEnd(143).suspicion("SIGTERM")).contains("SIGTERM");
        assertThat(new ProcessEnd(143).suspicion("")).isEmpty();
        assertThat(new ProcessEnd(143).suspicion(null))
                .as("a program that names no signal")
                .contains("SIGTERM");
        assertThat(new ProcessEnd(139).suspicion("")).isEmpty();
        assertThat(new ProcessEnd(1).suspicion("")).isEmpty();
        assertThat(new ProcessEnd(0).isInGoodOrder()).isTrue();
    }
}
