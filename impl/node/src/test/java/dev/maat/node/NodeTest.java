package dev.maat.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.node.implementation.FolderBuilder;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Codec;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.ExitCode;
import dev.maat.node.protocol.Protocol;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real node processes on loopback, hosting implementations from folders of their own. */
@Timeout(120)
class NodeTest {
    private static final String PURE = """
            package other;
            import dev.maat.contract.*;
            import java.util.List;
            import java.util.Map;
            /** Delivers and forwards its inputs at once; option "defect" = throw | load | hold | late | viewless. */
            public final class Echo implements ImplementationProvider.Pure {
                public ProtocolCore newCore(String name, Map<String, String> options) {
                    if (options.containsKey("wrong")) {
                        throw new IllegalArgumentException("no option 'wrong'; there is 'defect'");
                    }
                    String defect = options.getOrDefault("defect", "");
                    if (defect.equals("unmade")) {
                        throw new NoClassDefFoundError("other/Missing");
                    }
                    if (defect.equals("nothing")) {
                        return null;
                    }
                    return new ProtocolCore() {
                        private ProcessId self;
                        private long place;
                        public void step(long now, Input input, Effects effects) {
                            switch (input) {
                                case Input.Start start -> {
                                    self = start.self();
                                    if (defect.equals("viewless")) {
                                        return;
                                    }
                                    if (defect.equals("late")) {
                                        effects.add(new Effect.SetTimer(1, 200_000_000));
                                        return;
                                    }
                                    effects.add(new Effect.InstallView(View.primary("1@" + self, 1, List.of(self))));
                                    if (defect.equals("hold")) {
                                        effects.add(new Effect.Backpressure(true));
                                        effects.add(new Effect.SetTimer(1, 200_000_000));
                                    }
                                }
                                case Input.Multicast m -> {
                                    if (defect.equals("throw")) {
                                        throw new IllegalStateException("a defect");
                                    }
                                    switch (defect) {
                                        case "unprintable" -> throw new RuntimeException() {
                                            public String getMessage() { throw new RuntimeException(); }
                                            public String toString() { throw new RuntimeException(); }
                                        };
                                        case "null" -> effects.add(null);
                                        case "memberless" -> effects.add(
                                            new Effect.InstallView(View.primary("2", 2, List.of())));
                                        case "interrupt" -> Thread.currentThread().interrupt();
                                        case "thread" -> {
                                            Thread other = new Thread(() -> {
                                                while (true) Thread.onSpinWait();
                                            });
                                            other.setDaemon(true);
                                            other.start();
                                        }
                                        case "stray" -> {
                                            Thread other = new Thread(() -> effects.add(new Effect.Left()));
                                            other.start();
                                            try {
                                                other.join();
                                            } catch (InterruptedException e) {
                                                throw new IllegalStateException(e);
                                            }
                                        }
                                        case "exit" -> System.exit(0);
                                        case "spin" -> {
                                            while (true) Thread.onSpinWait();
                                        }
                                        default -> {}
                                    }
                                    if (defect.equals("load")) {
                                        effects.add(new Effect.LoadSnapshot("2@" + self, new byte[3]));
                                    }
                                    effects.add(new Effect.Send(Destination.GROUP, m.payload()));
                                    effects.add(new Effect.Accepted(m.token()));
                                    effects.add(new Effect.Deliver(self, m.payload(), place++, m.token()));
                                    effects.add(new Effect.Stable(m.token()));
                                }
                                case Input.Receive r ->
                                    effects.add(new Effect.Deliver(new ProcessId(r.from(), 0), r.packet(), place++, -1));
                                case Input.TimerFired t -> effects.add(
                                    defect.equals("late")
                                        ? new Effect.InstallView(View.primary("1@" + self, 1, List.of(self)))
                                        : new Effect.Backpressure(false));
                                case Input.Leave l -> effects.add(new Effect.Left());
                                case Input.Snapshot s -> {}
                                case Input.Loaded l -> {}
                            }
                        }
                    };
                }
            }
            """;

    private static final String LIVE = """
            package other;
            import dev.maat.contract.*;
            import java.util.List;
            import java.util.Map;
            public final class LiveEcho implements ImplementationProvider.Live {
                public GroupMember newMember(String name, Map<String, String> options) {
                    return new GroupMember() {
                        private MemberListener up;
                        public void start(MemberStart start, MemberListener listener) {
                            if (options.containsKey("refuse")) {
                                throw new IllegalStateException("no group here");
                            }
                            up = listener;
                            up.view(View.primary("1@" + start.self(), 1, List.of(start.self())));
                        }
                        public void multicast(byte[] payload) throws Exception {
                            if (payload.length == options.getOrDefault("spin", "").length()) {
                                while (true) Thread.onSpinWait();
                            }
                            if (payload.length == options.getOrDefault("wait", "").length()) {
                                new java.util.concurrent.CountDownLatch(1).await();
                            }
                            if (payload.length == options.getOrDefault("read", "").length()) {
                                new java.net.ServerSocket(0).accept();
                            }
                            if (payload.length > 999) {
                                throw new java.io.IOException("too long for me");
                            }
                            up.loadSnapshot("1", up.takeSnapshot("1"));
                            Thread other = new Thread(() -> up.deliver(payload, -1));
                            other.start();
                            other.join();
                        }
                        public void leave() throws Exception {
                            if (options.containsKey("stay")) {
                                Thread.currentThread().join();
                            }
                            up.left();
                        }
                        public void close() {}
                    };
                }
            }
            """;

    @TempDir
    static Path dir;

    private static Path implementations;

    @TempDir
    Path data;

    @BeforeAll
    static void build() throws IOException {
        implementations = dir.resolve("implementations");
        FolderBuilder.build(
                implementations.resolve("echo"),
                FolderBuilder.manifestOf("other.Echo", List.of("echo")),
                "other.Echo",
                PURE);
        FolderBuilder.build(
                implementations.resolve("static"),
                FolderBuilder.manifestOf("other.Echo", List.of("static-echo"))
                        .replace("\"claims\"", "\"membership\":\"static\",\"claims\""),
                "other.Echo",
                PURE);
        FolderBuilder.build(
                implementations.resolve("live"),
                FolderBuilder.manifestOf("other.LiveEcho", List.of("live")),
                "other.LiveEcho",
                LIVE);
    }

    private NodeUnderTest node(String name, String... prefix) throws Exception {
        return new NodeUnderTest(name, data.resolve(name), implementations, List.of(prefix));
    }

    private static SequencedMap<String, String> addresses(int count) throws IOException {
        SequencedMap<String, String> addresses = new LinkedHashMap<>();
        List<AutoCloseable> held = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ServerSocket tcp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            held.add(tcp);
            held.add(new DatagramSocket(tcp.getLocalPort(), InetAddress.getLoopbackAddress()));
            addresses.put("n" + i, "127.0.0.1:" + tcp.getLocalPort());
        }
        for (AutoCloseable socket : held) {
            try {
                socket.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        return addresses;
    }

    private static Command.Start start(
            String implementation, SequencedMap<String, String> addresses, Map<String, String> options) {
        long now = System.nanoTime();
        return new Command.Start(
                implementation,
                new LinkedHashMap<>(options),
                "udp",
                addresses,
                null,
                List.copyOf(addresses.keySet()),
                "g1",
                7,
                now - 1_000,
                now,
                new Command.StartLimits(1_400, 1_000, 1 << 20, 60_000),
                0);
    }

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
            List<String> evidence = Files.readAllLines(data.resolve("n1/history/n1.0.jsonl"));
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
            assertThat(n1.answer(Answer.Ended.class).why()).isEqualTo("stopped");
            assertThat(n1.exitCode()).isZero();
            assertThat(Files.readString(data.resolve("n1/history/n1.0.jsonl"))).endsWith("\"events\":10}\n");
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
    void anExceptionFromTheCoreIsAnExitOfItsOwnAndLeavesTheLogOpen() throws Exception {
        try (NodeUnderTest n1 = node("n1")) {
            n1.send(start("echo", addresses(1), Map.of("defect", "throw")));
            n1.send(new Command.Multicast(1, 64, false));
            assertThat(n1.answer(Answer.Ended.class).why()).contains("a defect");
            assertThat(n1.exitCode()).isEqualTo(ExitCode.CRASHED.code());
            assertThat(Files.readString(data.resolve("n1/history/n1.0.jsonl")))
                    .contains("\"e\":\"send\"")
                    .doesNotContain("closed");
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
            assertThat(Files.readString(data.resolve("n1/history/n1.0.jsonl")))
                    .contains("\"e\":\"start\"")
                    .doesNotContain("closed");
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
            assertThat(Files.readString(data.resolve("n1/history/n1.0.jsonl")))
                    .contains("\"e\":\"send\"")
                    .doesNotContain("\"e\":\"sent\"")
                    .doesNotContain("closed");
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
            assertThat(Files.size(data.resolve("n1/history/n1.0.jsonl"))).isBetween(4_000L, 8_192L);
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
            List<String> evidence = Files.readAllLines(data.resolve("n1/history/n1.0.jsonl"));
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

    @ParameterizedTest
    @CsvSource({"TERM, 143", "INT, 130", "HUP, 129"})
    void aSignalFromOutsideIsNoExitOfTheImplementation(String signal, int code) throws Exception {
        // A process that a shell without job control starts in the background would ignore SIGINT.
        try (NodeUnderTest n1 = node("n1", "env", "--default-signal=INT,HUP")) {
            n1.send(start("live", addresses(1), Map.of()));
            n1.line("\"e\":\"view\"");
            new ProcessBuilder("kill", "-" + signal, Long.toString(n1.process.pid()))
                    .start()
                    .waitFor();

            assertThat(n1.exitCode()).isEqualTo(code);
            n1.closed.take();
            assertThat(n1.answers).noneMatch(Answer.Ended.class::isInstance);
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
