package dev.maat.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.ExitCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node hosts a member that owns its sockets and threads. */
class LiveMemberTest extends HostedEchoes {
    @Test
    void aLiveMemberIsHosted() throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("live", addresses(1), Map.of()));
            n1.line("\"e\":\"view\"");
            n1.send(new Command.Multicast(1, 64, false));
            assertThat(n1.line("\"e\":\"state\"")).contains("\"dir\":\"out\"");
            assertThat(n1.line("\"e\":\"state\"")).contains("\"dir\":\"in\"");
            n1.line("\"e\":\"deliver\"");
            n1.line("\"e\":\"sent\"");
            n1.send(new Command.Multicast(2, 1_000, false));
            assertThat(n1.line("\"e\":\"failed\"")).contains("n1.0:2");
            n1.send(new Command.Probe(1));
            assertThat(n1.answer(Answer.Probed.class).via()).isEqualTo("beside");
            n1.send(new Command.Leave());
            n1.line("\"e\":\"left\"");
            n1.line("\"e\":\"closed\"");
            assertThat(n1.exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "spin, used more than 1 s of processor time in one call (multicast), other.LiveEcho",
        "wait, waited for more than 1 s in one call (multicast), CountDownLatch.await",
        "read, waited for more than 1 s in one call (multicast), ServerSocket.accept",
        "stay, waited for more than 1 s in one call (leave), other.LiveEcho"
    })
    void aCallIntoALiveMemberThatDoesNotReturnIsAnExitOfItsOwnWithItsStack(String defect, String cause, String frame)
            throws Exception {
        try (NodeUnderTest n1 = node("n1", "env", "JAVA_TOOL_OPTIONS=-Dmaat.node.callSeconds=1")) {
            n1.send(start("live", addresses(1), Map.of(defect, "x".repeat(64))));
            n1.send(new Command.Multicast(1, 64, false));
            if (defect.equals("stay")) {
                n1.send(new Command.Leave());
            }
            assertThat(n1.answer(Answer.Ended.class).why())
                    .startsWith("the member " + cause + " and did not return\n")
                    .contains(frame);
            assertThat(n1.exitCode()).isEqualTo(ExitCode.CRASHED.code());
        }
    }

    @Test
    void aLiveMemberThatCannotJoinEndsTheNode() throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("live", addresses(1), Map.of("refuse", "yes")));
            assertThat(n1.answer(Answer.Ended.class).why()).contains("no group here");
            assertThat(n1.exitCode()).isEqualTo(ExitCode.NOT_STARTED.code());
        }
    }
}
