package dev.maat.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.ExitCode;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A core that breaks its fence ends its process, unprovoked and with the cause. */
class CoreFenceTest extends HostedEchoes {
    @Test
    void anExceptionFromTheCoreIsAnExitOfItsOwnAndLeavesTheLogOpen() throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("echo", addresses(1), Map.of("defect", "throw")));
            n1.send(new Command.Multicast(1, 64, false));
            assertThat(n1.answer(Answer.Ended.class).why()).contains("a defect");
            assertThat(n1.exitCode()).isEqualTo(ExitCode.CRASHED.code());
            assertThat(Files.readString(evidence())).contains("\"e\":\"send\"").doesNotContain("closed");
            assertThat(Files.readString(data.resolve("n1.stderr"))).contains("IllegalStateException: a defect");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unprintable, its message cannot be read",
        "null, the core added null as an effect",
        "memberless, view 2 has no members",
        "interrupt, interrupted the thread",
        "thread, started a thread",
        "root_thread, started a thread",
        "virtual_thread, started a thread",
        "made_thread, started a thread",
        "process, started a process",
        "stray, added an effect outside the step",
        "exit, called System.exit",
        "unmade, NoClassDefFoundError: other/Missing",
        "nothing, made null as a new core"
    })
    void whateverTheImplementationDoesIsAnExitOfItsOwnWithItsCause(String defect, String cause) throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("echo", addresses(1), Map.of("defect", defect)));
            n1.send(new Command.Multicast(1, 64, false));
            assertThat(n1.answer(Answer.Ended.class).why()).contains(cause);
            assertThat(n1.exitCode()).isEqualTo(ExitCode.CRASHED.code());
            assertThat(Files.readString(evidence())).contains("\"e\":\"start\"").doesNotContain("closed");
        }
    }

    @Test
    void aThreadThatACoreLeavesAfterItsLastCallIsSeenAtTheEndOfItsProcess() throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("echo", addresses(1), Map.of("defect", "late_thread")));
            n1.send(new Command.Multicast(1, 64, false));
            n1.line("\"e\":\"safe\"");
            assertThat(n1.output()).isEqualTo("the late thread");
            n1.send(new Command.Stop());

            assertThat(n1.answer(Answer.Ended.class).why()).contains("started a thread");
            assertThat(n1.exitCode()).isEqualTo(ExitCode.CRASHED.code());
        }
    }

    @Test
    void aSnapshotThatCannotBeLoadedIsAnExitOfItsOwnAndLeavesTheLogOpen() throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("echo", addresses(1), Map.of("defect", "load")));
            n1.send(new Command.Multicast(1, 64, false));
            assertThat(n1.answer(Answer.Ended.class).why())
                    .startsWith("the snapshot for view 2@n1.0 cannot be loaded: not a snapshot");
            assertThat(n1.exitCode()).isEqualTo(ExitCode.CRASHED.code());
            assertThat(Files.readString(evidence()))
                    .contains("\"e\":\"send\"")
                    .doesNotContain("\"e\":\"sent\"")
                    .doesNotContain("closed");
        }
    }

    @Test
    void aCallIntoACoreThatDoesNotReturnIsAnExitOfItsOwnWithItsStack() throws Exception {
        try (NodeUnderTest n1 = node("n1", "env", "JAVA_TOOL_OPTIONS=-Dmaat.node.callSeconds=1")) {
            n1.send(start("echo", addresses(1), Map.of("defect", "spin")));
            n1.send(new Command.Multicast(1, 64, false));
            assertThat(n1.answer(Answer.Ended.class).why())
                    .startsWith(
                            "the core used more than 1 s of processor time in one call (Multicast) and did not return\n")
                    .contains("other.Echo");
            assertThat(n1.exitCode()).isEqualTo(ExitCode.CRASHED.code());
        }
    }
}
