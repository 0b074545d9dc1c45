package dev.maat.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Codec;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.NodeClient;
import dev.maat.node.protocol.NodeListener;
import dev.maat.node.protocol.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A stranger at a node's control port, by plain sockets. */
@Timeout(60)
class ControlPortTest implements NodeListener {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String STOP = "{\"cmd\":\"stop\"}\n";
    private static final int SECONDS = 30;

    @TempDir
    Path folder;

    private final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private InetSocketAddress address;

    @BeforeEach
    void startTheNode() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        ControlServer server = new ControlServer(
                NodeSettings.parse(new String[] {
                    "--node", "n1",
                    "--listen", "127.0.0.1:0",
                    "--token-file", token.toString(),
                    "--data", folder.toString(),
                    "--implementations", folder.toString()
                }),
                exits::add);
        address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.address().getPort());
        Thread.ofPlatform().daemon().start(() -> {
            try {
                server.serve();
            } catch (IOException e) {
                exits.add(-1);
            }
        });
    }

    @AfterEach
    void hangUp() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @Override
    public void historyLine(byte[] line) {}

    @Override
    public void answer(Answer answer) {
        answers.add(answer);
    }

    @Override
    public void closed(@Nullable Exception why) {}

    private NodeClient harness(String token, Duration limit) throws IOException, InterruptedException {
        NodeClient client = NodeClient.connect(address, token, limit, this);
        open.add(client);
        return client;
    }

    private Socket stranger() throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        open.add(socket);
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(SECONDS));
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Everything that the node says until it hangs up. */
    private static String heard(Socket socket) {
        StringBuilder all = new StringBuilder();
        try {
            for (int c = socket.getInputStream().read();
                    c >= 0;
                    c = socket.getInputStream().read()) {
                all.append((char) c);
            }
        } catch (IOException reset) {
            // The node hung up while the stranger was still talking.
            return all.toString();
        }
        return all.toString();
    }

    private void requireThatTheHarnessGetsIn() throws Exception {
        harness(TOKEN, Duration.ofSeconds(SECONDS));
        assertThat(answers.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo(new Answer.Hello(Protocol.VERSION, "n1", null));
        assertThat(exits).isEmpty();
    }

    @Test
    void aStrangerCanNeitherReadNorCommand() throws Exception {
        for (String first : List.of(
                STOP,
                "{\"cmd\":\"leave\"}\n" + STOP,
                "{\"cmd\":\"multicast\",\"number\":1,\"size\":1,\"last\":false}\n" + STOP,
                "GET / HTTP/1.1\r\n\r\n",
                "\n" + STOP)) {
            Socket stranger = stranger();
            say(stranger, first);
            assertThat(heard(stranger))
                    .as(first)
                    .doesNotContain("n1")
                    .satisfiesAnyOf(
                            nothing -> assertThat(nothing).isEmpty(),
                            error -> assertThat(error)
                                    .startsWith("{\"answer\":\"error\",\"why\":\"a connection begins with"));
        }
        requireThatTheHarnessGetsIn();
    }

    @Test
    void aStrangerWithAnotherTokenIsTurnedAway() throws Exception {
        for (String guess : List.of("", TOKEN.substring(1), TOKEN + "0", "0".repeat(600))) {
            Socket stranger = stranger();
            say(stranger, new String(Codec.encode(new Command.Hello(Protocol.VERSION, guess)), StandardCharsets.UTF_8));
            say(stranger, STOP);
            assertThat(heard(stranger)).doesNotContain("hello\",\"protocol", "n1");
        }
        assertThatThrownBy(() -> harness("not the token", Duration.ofMillis(100)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a connection begins with the 'hello' command, with the run's token");
        requireThatTheHarnessGetsIn();
    }

    @Test
    void strangersThatSayNothingDoNotKeepTheHarnessOut() throws Exception {
        for (int i = 0; i < 4 * Doorkeeper.MAX_WAITING; i++) {
            stranger();
        }

        requireThatTheHarnessGetsIn();
    }

    @Test
    void aStrangerThatSaysOneByteAtATimeIsHungUpOn() throws Exception {
        Socket stranger = stranger();
        long began = System.nanoTime();
        stranger.setSoTimeout(200);
        boolean isOpen = true;
        while (isOpen) {
            assertThat(System.nanoTime() - began).isLessThan(TimeUnit.SECONDS.toNanos(SECONDS));
            try {
                say(stranger, " ");
                isOpen = stranger.getInputStream().read() >= 0;
            } catch (java.net.SocketTimeoutException goesOn) {
                continue;
            } catch (IOException reset) {
                isOpen = false;
            }
        }

        requireThatTheHarnessGetsIn();
    }

    @Test
    void aFirstLineWithoutAnEndIsCutOff() throws Exception {
        Socket stranger = stranger();
        try {
            for (int i = 0; i < 1_000; i++) {
                stranger.getOutputStream().write(new byte[10_000]);
            }
        } catch (IOException reset) {
            // The node reads no more of it.
        }
        assertThat(heard(stranger)).isEmpty();

        requireThatTheHarnessGetsIn();
    }

    @Test
    void theHarnessMayNotSayHelloTwiceAndHearsBeats() throws Exception {
        harness(TOKEN, Duration.ofSeconds(SECONDS)).send(new Command.Hello(Protocol.VERSION, TOKEN));

        List<Class<?>> kinds = new ArrayList<>();
        while (!kinds.containsAll(List.of(Answer.Failed.class, Answer.Beat.class))) {
            Answer next = answers.poll(SECONDS, TimeUnit.SECONDS);
            assertThat(next).isNotNull();
            kinds.add(next.getClass());
        }
        assertThat(kinds.getFirst()).isEqualTo(Answer.Hello.class);
    }

    @Test
    void aHarnessOfAnotherVersionIsToldSo() throws Exception {
        Socket old = stranger();
        say(old, new String(Codec.encode(new Command.Hello(1, TOKEN)), StandardCharsets.UTF_8));

        assertThat(heard(old)).contains("this node speaks version 2 of maat-node, not 1");
    }

    @Test
    void aTokenIsReadFromAFileAndNeverShown() throws Exception {
        Path file = Files.writeString(folder.resolve("short"), "123\n");

        assertThatThrownBy(() -> Token.read(file)).hasMessageContaining("must have 16 to 256 bytes");
        assertThatThrownBy(() -> Token.read(folder.resolve("absent"))).hasMessageContaining("cannot be read");
        assertThat(new Command.Hello(2, TOKEN).toString() + Token.read(folder.resolve("token")))
                .doesNotContain(TOKEN);
    }
}
