package dev.maat.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.MemberListener;
import dev.maat.contract.MemberStart;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AeronMemberTest {
    private static final int MESSAGES = 2_000;
    private static final long WAIT_SECONDS = 30;

    /** Keeps what is delivered, and LEFT when the member has left. */
    private static final class Deliveries implements MemberListener {
        static final String LEFT = "left";

        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Override
        public void deliver(byte[] payload, long place) {
            all.add(new String(payload, StandardCharsets.UTF_8).strip());
        }

        @Override
        public void left() {
            all.add(LEFT);
        }

        @Override
        public void view(View view) {}

        @Override
        public void block() {}

        @Override
        public void unblock() {}

        @Override
        public void suspect(ProcessId process, boolean on) {}

        @Override
        public byte[] takeSnapshot(String viewId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void loadSnapshot(String viewId, byte[] state) {}

        @Override
        public void excluded(String why) {}
    }

    private static InetSocketAddress free() throws SocketException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
        }
    }

    private static MemberStart start(String node, InetSocketAddress first, InetSocketAddress second) {
        SequencedMap<String, InetSocketAddress> addresses = new LinkedHashMap<>();
        addresses.put("n1", first);
        addresses.put("n2", second);
        return new MemberStart(new ProcessId(node, 0), "g1", List.of("n1", "n2"), addresses, null, "udp", Map.of());
    }

    private static CompletableFuture<Void> starting(AeronMember member, MemberStart start, MemberListener listener) {
        // The common pool may have one thread, and each start waits for the other.
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        member.start(start, listener);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> Thread.ofPlatform().daemon().start(task));
    }

    @Test
    void theLastMessagesOfAMemberThatLeavesReachTheOthers() throws Exception {
        InetSocketAddress one = free();
        // A member also receives at ports a fixed distance from its own, one for each member: those of the two must
        // differ.
        InetSocketAddress other = new InetSocketAddress(one.getAddress(), one.getPort() + 10);
        Deliveries leaving = new Deliveries();
        Deliveries staying = new Deliveries();
        try (AeronMember first = new AeronMember();
                AeronMember second = new AeronMember()) {
            CompletableFuture.allOf(
                            starting(first, start("n1", one, other), leaving),
                            starting(second, start("n2", one, other), staying))
                    .get(WAIT_SECONDS, TimeUnit.SECONDS);
            List<String> sent =
                    IntStream.range(0, MESSAGES).mapToObj(i -> "message " + i).toList();
            for (String message : sent) {
                first.multicast((message + " ".repeat(1_000)).getBytes(StandardCharsets.UTF_8));
            }
            first.leave();

            for (String message : sent) {
                assertThat(staying.all.poll(WAIT_SECONDS, TimeUnit.SECONDS)).isEqualTo(message);
            }
            assertThat(List.copyOf(leaving.all)).endsWith(Deliveries.LEFT).containsOnlyOnce(Deliveries.LEFT);
        }
    }
}
