package dev.maat.injectors.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.faults.Link;
import dev.maat.faults.UnsupportedFaultException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real connections between real sockets; a socket waits for the byte that a test expects. */
@Timeout(30)
class ConnectionProxyTest {
    private static final Link N1_N2 = new Link("n1", "n2");

    private final SequencedMap<String, ServerSocket> servers = new LinkedHashMap<>();
    private final ConnectionRules rules = new ConnectionRules(new SplittableRandom(7));
    private ConnectionProxy proxy;

    @BeforeEach
    void open() throws IOException {
        SequencedMap<String, InetSocketAddress> nodes = new LinkedHashMap<>();
        for (String node : List.of("n1", "n2")) {
            ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            servers.put(node, server);
            nodes.put(node, (InetSocketAddress) server.getLocalSocketAddress());
        }
        proxy = ConnectionProxy.open(nodes, rules);
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        for (ServerSocket server : servers.values()) {
            server.close();
        }
    }

    private Socket connect() throws IOException {
        InetSocketAddress door = proxy.seenBy("n1").get("n2");
        return new Socket(door.getAddress(), door.getPort());
    }

    private static void say(Socket socket, int what) throws IOException {
        socket.getOutputStream().write(what);
    }

    private static int hear(Socket socket) throws IOException {
        return socket.getInputStream().read();
    }

    @Test
    void bothDirectionsAreCarriedAndAnEndIsPassedOn() throws IOException {
        try (Socket near = connect();
                Socket far = servers.get("n2").accept()) {
            say(near, 1);
            assertThat(hear(far)).isEqualTo(1);
            say(far, 2);
            assertThat(hear(near)).isEqualTo(2);
            near.shutdownOutput();
            assertThat(hear(far)).isEqualTo(-1);
        }
    }

    @Test
    void aCutStallsItsDirectionUntilItIsHealedAndLosesNothing() throws IOException {
        try (Socket near = connect();
                Socket far = servers.get("n2").accept()) {
            proxy.inject(1, new Fault.OneWayCut(List.of(N1_N2)));
            say(near, 1);
            say(far, 2);
            assertThat(hear(near)).as("the other direction").isEqualTo(2);
            far.setSoTimeout(200);
            assertThatThrownBy(() -> hear(far)).isInstanceOf(java.net.SocketTimeoutException.class);

            FaultEffect effect = proxy.heal(1);

            assertThat(effect.counts().get("stalled")).containsOnlyKeys("n1>n2");
            far.setSoTimeout(0);
            assertThat(hear(far)).isEqualTo(1);
        }
    }

    @Test
    void anAttemptToConnectAcrossAPartitionGetsNoAnswerUntilItIsHealed() throws IOException {
        proxy.inject(1, new Fault.Partition(List.of(List.of("n1"), List.of("n2"))));
        try (Socket near = connect()) {
            say(near, 7);
            servers.get("n2").setSoTimeout(200);
            assertThatThrownBy(() -> servers.get("n2").accept()).isInstanceOf(java.net.SocketTimeoutException.class);
            assertThat(proxy.heal(1).bit()).isTrue();
            servers.get("n2").setSoTimeout(0);
            try (Socket far = servers.get("n2").accept()) {
                assertThat(hear(far)).isEqualTo(7);
            }
        }
    }

    @Test
    void theEndOfTheProxyWakesWhatWaitsAtACut() throws Exception {
        proxy.inject(1, new Fault.OneWayCut(List.of(N1_N2)));
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                rules.awaitOpen(N1_N2);
            } catch (IOException | InterruptedException closed) {
                return;
            }
        });
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        proxy.close();

        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void latencyPostponesAPieceAndCountsIt() throws IOException {
        try (Socket near = connect();
                Socket far = servers.get("n2").accept()) {
            proxy.inject(1, new Fault.Latency(List.of(N1_N2), 150, 0));
            long begin = System.nanoTime();
            say(near, 1);
            assertThat(hear(far)).isEqualTo(1);
            assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(150));
            assertThat(proxy.heal(1).counts().get("delayed")).containsEntry("n1>n2", 1L);
        }
    }

    @Test
    void aResetIsSeenAtBothEndsAndCounted() throws IOException {
        try (Socket near = connect();
                Socket far = servers.get("n2").accept()) {
            say(near, 1);
            assertThat(hear(far)).isEqualTo(1);
            FaultEffect effect = proxy.inject(1, new Fault.Reset(List.of()));
            assertThat(effect.counts().get("reset")).containsEntry("n1>n2", 1L);
            assertThatThrownBy(() -> hear(near)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> hear(far)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whereNobodyListensTheConnectionIsReset() throws IOException {
        servers.get("n2").close();
        try (Socket near = connect()) {
            assertThatThrownBy(() -> hear(near)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFaultThatStreamsHideIsRefused() {
        assertThatThrownBy(() -> proxy.inject(1, new Fault.Loss(List.of(), 10)))
                .isInstanceOf(UnsupportedFaultException.class)
                .hasMessageContaining("loss");
        assertThat(proxy.heal(1)).isNull();
    }
}
