package dev.maat.engine.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessHostsTest {
    private static final Implementation PROGRAM = new Implementation(
            "mine",
            "1",
            List.of("processes"),
            List.of("udp"),
            "static",
            "none",
            new LinkedHashMap<>(),
            List.of(),
            new Program.Command(List.of("true"), null),
            Path.of("/tmp"));

    /** The guard removes the folder when it ends. */
    @Test
    void hostsThatCannotBeMadeLeaveNoGuardBehind() {
        String noTransport = null;
        long before = ProcessHandle.current().children().count();

        assertThatThrownBy(() -> ProcessHosts.open(PROGRAM, List.of("n1", "n2"), noTransport, 7))
                .isInstanceOf(NullPointerException.class);

        assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
    }
}
