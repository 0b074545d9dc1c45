package dev.maat.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Codec;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.ExitCode;
import dev.maat.node.protocol.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A node takes its commands, and the harness gets the evidence as it was written. */
class NodeTest extends HostedEchoes {
    @Test
    void aDeliveryJustBeforeAKillIsInTheEvidence() throws Exception {
        SequencedMap<String, String> addresses = addresses(1);
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("echo", addresses, Map.of()));
            assertThat(n1.answer(Answer.Started.class)).isEqualTo(new Answer.Started("n1.0", true));
            for (int i = 1; i <= 200; i++) {
                n1.send(new Command.Multicast(i, 100, false));
            }
            String told = n1.line("\"e\":\"deliver\",\"m\":\"n1.0:3\"");
            n1.process.destroyForcibly().waitFor();
            List<String> evidence = Files.readAllLines(evidence());
            assertThat(evidence).contains(told).noneMatch(line -> line.contains("\"closed\""));
            assertThat(evidence.get(0)).contains("\"e\":\"start\"");
            List<String> heard = new ArrayList<>();
            n1.lines.drainTo(heard);
            assertThat(evidence).containsAll(heard);
        }
        try (NodeUnderTest again = node("n1")) {
            again.send(start("echo", addresses, Map.of()));
            assertThat(again.answer(Answer.Started.class)).isEqualTo(new Answer.Started("n1.1", false));
            assertThat(again.line("start")).contains("\"p\":\"n1.1\"");
        }
    }

    @Test
    void aProcessOfAStaticGroupMulticastsWithoutAView() throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("static-echo", addresses(1), Map.of("defect", "viewless")));
            n1.send(new Command.Multicast(1, 64, false));

            assertThat(n1.line("\"m\":\"n1.0:1\"")).contains("\"e\":\"send\"");
            assertThat(n1.line("\"e\":\"deliver\"")).contains("\"m\":\"n1.0:1\"");
        }
    }

    @Test
    void theHarnessReceivesTheEvidenceUnchangedAndTheLogIsClosedAfterLeaving() throws Exception {
        SequencedMap<String, String> addresses = addresses(2);
        try (NodeUnderTest n1 = node("n1");
                NodeUnderTest n2 = node("n2")) {
            n1.send(start("echo", addresses, Map.of()));
            n2.send(start("echo", addresses, Map.of()));
            n2.line("\"e\":\"view\"");
            n1.send(new Command.Multicast(1, 64, false));
            String delivered = n2.line("\"e\":\"deliver\"");
            assertThat(delivered).contains("\"m\":\"n1.0:1\"").contains("\"place\":0");
            assertThat(n1.line("\"e\":\"send\"")).contains("\"size\":64");
            n1.line("\"e\":\"sent\"");
            n1.line("\"e\":\"deliver\"");
            n1.line("\"e\":\"safe\"");
            n2.send(new Command.Leave());
            n2.line("\"e\":\"left\"");
            assertThat(n2.line("\"e\":\"closed\"")).contains("\"events\":5");
            assertThat(n2.answer(Answer.Ended.class)).isEqualTo(new Answer.Ended("n2.0", 0, "left"));
            assertThat(n2.exitCode()).isZero();
            n1.send(new Command.Multicast(2, 1_000, true));
            assertThat(n1.line("\"e\":\"send\"")).contains("\"last\":true");
            // A member is stopped between two steps, never within one, so all lines of the message are there.
            n1.send(new Command.Stop());
            n1.line("\"e\":\"closed\"");
            n1.send(new Command.Exit());
            assertThat(n1.answer(Answer.Ended.class).why()).isEqualTo("stopped");
            assertThat(n1.exitCode()).isZero();
            assertThat(Files.readString(evidence())).endsWith("\"events\":10}\n");
        }
    }

    @Test
    void aStoppedMemberGoesOnWithoutEvidenceUntilItIsToldToExit() throws Exception {
        SequencedMap<String, String> addresses = addresses(2);
        try (NodeUnderTest n1 = node("n1");
                NodeUnderTest n2 = node("n2")) {
            n1.send(start("echo", addresses, Map.of()));
            n2.send(start("echo", addresses, Map.of()));
            n1.line("\"e\":\"view\"");
            n2.line("\"e\":\"view\"");
            n1.send(new Command.Stop());
            assertThat(n1.line("\"e\":\"closed\"")).contains("\"events\":2");
            n1.send(new Command.Multicast(1, 64, false));
            n2.send(new Command.Multicast(1, 64, false));
            n2.line("\"e\":\"deliver\"");
            n1.send(new Command.Probe(1));
            n2.send(new Command.Probe(1));
            n1.answer(Answer.Probed.class);
            n1.send(new Command.Exit());
            assertThat(n1.answer(Answer.Ended.class).why()).isEqualTo("stopped");
            assertThat(n1.exitCode()).isZero();
            assertThat(Files.readString(evidence())).endsWith("\"events\":2}\n");
            assertThat(n2.lines)
                    .as("a closed log's member multicasts no more")
                    .noneMatch(line -> line.contains("n1.0:1"));
        }
    }

    @Test
    void aLaterConnectionGetsTheLinesItLacks() throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("echo", addresses(1), Map.of()));
            n1.line("\"e\":\"view\"");
            n1.client.close();
            try (var second = n1.connect()) {
                second.send(new Command.Follow(1));
                second.send(new Command.Multicast(1, 64, false));
                assertThat(n1.lines.take()).contains("\"e\":\"view\"");
                assertThat(n1.lines.take()).contains("\"e\":\"send\"");
                n1.answer(Answer.Hello.class);
                n1.answer(Answer.Started.class);
                assertThat(n1.answer(Answer.Hello.class).process()).isEqualTo("n1.0");
            }
        }
    }

    @Test
    void probesCountThePacketsThatArrivedOnEachLink() throws Exception {
        SequencedMap<String, String> addresses = addresses(3);
        try (NodeUnderTest n1 = node("n1");
                NodeUnderTest n2 = node("n2")) {
            for (NodeUnderTest node : List.of(n1, n2)) {
                node.send(start("echo", addresses, Map.of()));
                node.line("\"e\":\"view\"");
            }
            long fromN2 = 0;
            for (int id = 1; fromN2 == 0; id++) {
                assertThat(id).as("probes until one arrives").isLessThan(200);
                n2.send(new Command.Probe(id));
                n2.answer(Answer.Probed.class);
                n1.send(new Command.Probe(id));
                Answer.Probed probed = n1.answer(Answer.Probed.class);
                assertThat(probed.id()).isEqualTo(id);
                assertThat(probed.via()).isEqualTo("transport");
                assertThat(probed.received()).containsOnlyKeys("n2", "n3").containsEntry("n3", 0L);
                fromN2 = probed.received().get("n2");
            }
            assertThat(n1.lines).as("a probe is no event").isEmpty();
        }
    }

    @Test
    void aNodeThatCannotWriteItsEvidenceStops() throws Exception {
        // ulimit counts in blocks of 512 or 1,024 bytes: the evidence of a few dozen messages does not fit.
        try (NodeUnderTest n1 = node("n1", "/bin/sh", "-c", "ulimit -f 8; exec \"$0\" \"$@\"")) {
            n1.send(start("echo", addresses(1), Map.of()));
            for (int i = 1; i <= 200; i++) {
                n1.client.send(new Command.Multicast(i, 100, false));
            }
            assertThat(n1.exitCode()).isEqualTo(ExitCode.EVIDENCE.code());
            assertThat(Files.size(evidence())).isBetween(4_000L, 8_192L);
        }
    }

    @Test
    void multicastsWaitWhileTheImplementationHoldsTheApplicationBack() throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("echo", addresses(1), Map.of("defect", "hold")));
            for (int i = 1; i <= 20; i++) {
                n1.send(new Command.Multicast(i, 100, i == 20));
            }
            n1.line("\"m\":\"n1.0:20\"");
            n1.line("\"e\":\"safe\",\"m\":\"n1.0:20\"");
        }
    }

    @Test
    void multicastsWaitForTheFirstView() throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("echo", addresses(1), Map.of("defect", "late")));
            for (int i = 1; i <= 3; i++) {
                n1.send(new Command.Multicast(i, 100, false));
            }
            n1.line("\"e\":\"sent\",\"m\":\"n1.0:3\"");
            List<String> evidence = Files.readAllLines(evidence());
            assertThat(evidence.get(1)).contains("\"e\":\"view\"");
            assertThat(evidence.get(2)).contains("\"e\":\"send\",\"m\":\"n1.0:1\"");
        }
    }

    @Test
    void aWrongCommandIsAnsweredAndChangesNothing() throws Exception {
        SequencedMap<String, String> addresses = addresses(1);
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(new Command.Multicast(1, 1, false));
            assertThat(n1.answer(Answer.Failed.class).why()).contains("'start' comes first");
            n1.send(start("absent", addresses, Map.of()));
            assertThat(n1.answer(Answer.Failed.class).why())
                    .contains("'absent'")
                    .contains("echo");
            n1.send(start("echo", addresses, Map.of("wrong", "1")));
            assertThat(n1.answer(Answer.Failed.class).why()).contains("no option 'wrong'");
            n1.send(start("echo", new LinkedHashMap<>(Map.of("n7", "127.0.0.1:1")), Map.of()));
            assertThat(n1.answer(Answer.Failed.class).why()).contains("n1 is not in the topology");
            try (Socket hostile = new Socket(n1.control.getAddress(), n1.control.getPort())) {
                OutputStream out = hostile.getOutputStream();
                out.write(Codec.encode(new Command.Hello(Protocol.VERSION, NodeUnderTest.TOKEN)));
                out.write("nonsense\n".getBytes(StandardCharsets.UTF_8));
                var in = new BufferedReader(new InputStreamReader(hostile.getInputStream(), StandardCharsets.UTF_8));
                assertThat(in.readLine()).startsWith("{\"answer\":\"hello\"");
                assertThat(answerBesideBeats(in)).startsWith("{\"answer\":\"error\"");
                out.write(new byte[(1 << 20) + 20_000]);
                assertThat(answerBesideBeats(in)).contains("longer than");
                assertThat(answerBesideBeats(in)).as("the connection is closed").isNull();
            }
            n1.send(start("echo", addresses, Map.of()));
            assertThat(n1.answer(Answer.Started.class).process()).isEqualTo("n1.0");
            n1.send(new Command.Multicast(5, 100, false));
            n1.send(new Command.Multicast(5, 100, false));
            assertThat(n1.answer(Answer.Refused.class).why()).contains("already");
            n1.send(new Command.Multicast(6, 1_001, false));
            assertThat(n1.answer(Answer.Refused.class).why()).contains("maxPayloadBytes");
            n1.send(start("echo", addresses, Map.of()));
            assertThat(n1.answer(Answer.Failed.class).why()).contains("runs here already");
        }
    }

    private static @Nullable String answerBesideBeats(BufferedReader in) throws IOException {
        String line = in.readLine();
        while (line != null && line.startsWith("{\"answer\":\"beat\"")) {
            line = in.readLine();
        }
        return line;
    }
}
