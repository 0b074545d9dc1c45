package dev.maat.jgroupsraft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.GroupMember;
import dev.maat.contract.MemberListener;
import dev.maat.contract.MemberStart;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A leader that is never idle for the resend interval of jgroups-raft sends a follower that comes late nothing of what it lacks. */
@Timeout(120)
class LateFollowerTest {
    /** 50 messages a second, the usual load of a run. */
    private static final long APART_MILLIS = 20;

    private static final int BEFORE_IT_COMES = 20;
    private static final long MAX_WAIT_SECONDS = 30;

    private final String generation = UUID.randomUUID().toString();
    private final List<GroupMember> members = new ArrayList<>();
    private final ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void end() throws Exception {
        load.shutdownNow();
        for (GroupMember member : members) {
            member.close();
        }
    }

    /** Keeps what is delivered. */
    private static final class Delivered implements MemberListener {
        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();

        @Override
        public void deliver(byte[] payload, long place) {
            messages.add(new String(payload, StandardCharsets.UTF_8));
        }

        @Nullable
        String next() throws InterruptedException {
            return messages.poll(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
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
            throw new AssertionError("a static group transfers no state");
        }

        @Override
        public void loadSnapshot(String viewId, byte[] state) {
            throw new AssertionError("a static group transfers no state");
        }

        @Override
        public void left() {}

        @Override
        public void excluded(String why) {}
    }

    @Test
    void aFollowerThatComesLateDeliversWhileTheLoadGoesOn() throws Exception {
        SequencedMap<String, InetSocketAddress> addresses = addresses();
        Delivered atFirst = start("n1", addresses);
        start("n2", addresses);
        AtomicInteger sent = new AtomicInteger();
        ScheduledFuture<?> sending =
                load.scheduleAtFixedRate(() -> multicast(sent), 0, APART_MILLIS, TimeUnit.MILLISECONDS);
        for (int i = 1; i <= BEFORE_IT_COMES; i++) {
            assertThat(atFirst.next()).isEqualTo("message " + i);
        }

        Delivered late = start("n3", addresses);

        assertThat(late.next()).as("the first message of the log").isEqualTo("message 1");
        int sentByThen = sent.get();
        assertThat(sending.isDone()).as("a multicast has failed").isFalse();
        for (String next = atFirst.next(); !("message " + (sentByThen + 1)).equals(next); next = atFirst.next()) {
            assertThat(next).as("delivered while the load goes on").isNotNull();
        }
    }

    /** An exception ends the load. */
    private void multicast(AtomicInteger sent) {
        byte[] message = ("message " + sent.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
        try {
            members.getFirst().multicast(message);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private Delivered start(String node, SequencedMap<String, InetSocketAddress> addresses) throws Exception {
        Delivered delivered = new Delivered();
        GroupMember member = new RaftProvider().newMember("jgroups-raft", Map.of());
        members.add(member);
        member.start(
                new MemberStart(
                        new ProcessId(node, 0),
                        generation,
                        List.copyOf(addresses.keySet()),
                        addresses,
                        null,
                        "tcp",
                        Map.of()),
                delivered);
        return delivered;
    }

    private static SequencedMap<String, InetSocketAddress> addresses() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        SequencedMap<String, InetSocketAddress> addresses = new LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        for (String node : List.of("n1", "n2", "n3")) {
            ServerSocket socket = new ServerSocket(0, 1, loopback);
            held.add(socket);
            addresses.put(node, new InetSocketAddress(loopback, socket.getLocalPort()));
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return addresses;
    }
}
