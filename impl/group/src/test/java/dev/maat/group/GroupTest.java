package dev.maat.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import java.io.IOException;
import java.net.DatagramSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Loopback loopback;
    private final List<Group> groups = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        loopback = new Loopback(3, folder);
    }

    @AfterEach
    void closeAll() {
        groups.forEach(Group::close);
    }

    /** Remembers what it is told. */
    private static final class Log implements GroupListener {
        final Queue<String> delivered = new ConcurrentLinkedQueue<>();
        final Queue<View> views = new ConcurrentLinkedQueue<>();
        final Queue<GroupState> endings = new ConcurrentLinkedQueue<>();

        @Override
        public void deliver(Delivery delivery) {
            delivered.add(new String(delivery.payload(), UTF_8));
        }

        @Override
        public void view(View view) {
            views.add(view);
        }

        @Override
        public byte[] takeState() {
            return String.join(",", delivered).getBytes(UTF_8);
        }

        @Override
        public void loadState(byte[] state) {
            delivered.clear();
            delivered.addAll(List.of(new String(state, UTF_8).split(",")));
        }

        @Override
        public void ended(GroupState state) {
            endings.add(state);
        }
    }

    private Group join(String node, GroupListener listener) throws IOException {
        Group group = Group.join(loopback.node(node).ordering("total").build(), listener);
        groups.add(group);
        return group;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    @Test
    void membersDeliverWhatAllOfThemMulticastInOneOrder() throws Exception {
        Log first = new Log();
        Log second = new Log();
        Log third = new Log();
        Group one = join("n1", first);
        Group two = join("n2", second);
        join("n3", third).awaitView(PATIENCE);
        await(() -> one.view() != null && one.view().members().size() == 3 && two.view() != null);

        List<Thread> senders = new ArrayList<>();
        for (Group group : List.of(one, two)) {
            senders.add(Thread.startVirtualThread(() -> {
                for (int k = 1; k <= 100; k++) {
                    try {
                        group.send((group.process() + ":" + k).getBytes(UTF_8));
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            }));
        }
        await(() -> first.delivered.size() == 200 && second.delivered.size() == 200 && third.delivered.size() == 200);

        assertThat(first.delivered).contains("n1.0:1", "n2.0:100").containsExactlyElementsOf(second.delivered);
        assertThat(third.delivered).containsExactlyElementsOf(first.delivered);
        for (Thread sender : senders) {
            sender.join();
        }
    }

    @Test
    void aRestartedNodeJoinsAsANewProcessAndLoadsTheState() throws Exception {
        Log first = new Log();
        Group one = join("n1", first);
        join("n2", new Log());
        Group old = join("n3", new Log());
        old.awaitView(PATIENCE);
        one.send("before".getBytes(UTF_8));
        old.close();
        assertThat(old.state()).isEqualTo(GroupState.CLOSED);
        Log returned = new Log();

        Group again = join("n3", returned);
        again.awaitView(PATIENCE);
        one.send("after".getBytes(UTF_8));
        await(() -> returned.delivered.size() == 2);

        assertThat(again.process()).isEqualTo(new ProcessId("n3", 1));
        assertThat(returned.delivered).containsExactly("before", "after");
        assertThat(one.view().members()).contains(new ProcessId("n3", 1)).doesNotContain(new ProcessId("n3", 0));
    }

    @Test
    void aProcessThatLeftSaysSo() throws Exception {
        Group one = join("n1", new Log());
        join("n2", new Log());
        Log log = new Log();
        Group leaver = join("n3", log);
        leaver.awaitView(PATIENCE);

        assertThat(leaver.leave().get(30, TimeUnit.SECONDS)).isEqualTo(GroupState.LEFT);

        assertThat(log.endings).containsExactly(GroupState.LEFT);
        assertThatThrownBy(() -> leaver.send(new byte[1]))
                .isInstanceOf(GroupEndedException.class)
                .hasMessage("this process has left the group");
        assertThatThrownBy(() -> leaver.multicast(new byte[1]).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(GroupEndedException.class);
        await(() -> one.view() != null && one.view().members().size() == 2);
    }

    @Test
    void aProcessThatIsClosedWhileItWaitsForTheGroupFailsWhatWaits() throws Exception {
        Group alone = join("n1", new Log());
        assertThatThrownBy(() -> alone.awaitView(Duration.ofMillis(50)))
                .isInstanceOf(TimeoutException.class)
                .hasMessageContaining("a majority of the founders");
        var sent = alone.multicast("never".getBytes(UTF_8));

        alone.close();

        assertThatThrownBy(sent::join).hasCauseInstanceOf(GroupEndedException.class);
        assertThatThrownBy(() -> alone.joined().join()).hasCauseInstanceOf(GroupEndedException.class);
        assertThat(alone.ended().join()).isEqualTo(GroupState.CLOSED);
    }

    @Test
    void aListenerThatThrowsEndsTheMembershipAndTheCauseIsKept() throws Exception {
        Group failing = Group.join(loopback.node("n1").founders("n1").build(), delivery -> {
            throw new IllegalStateException("no room for it");
        });
        groups.add(failing);
        failing.awaitView(PATIENCE);
        failing.multicast("x".getBytes(UTF_8));

        assertThat(failing.ended().get(30, TimeUnit.SECONDS)).isEqualTo(GroupState.FAILED);

        assertThat(failing.failure()).hasMessage("no room for it");
        assertThatThrownBy(() -> failing.send(new byte[1])).hasMessageContaining("no room for it");
    }

    @Test
    void aListenerThatSendsInsteadOfMulticastingIsTold() throws Exception {
        List<Group> self = new ArrayList<>();
        Group failing = Group.join(loopback.node("n1").founders("n1").build(), delivery -> {
            try {
                self.get(0).send(delivery.payload());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        groups.add(failing);
        self.add(failing);
        failing.send("x".getBytes(UTF_8));

        assertThat(failing.ended().get(30, TimeUnit.SECONDS)).isEqualTo(GroupState.FAILED);

        assertThat(failing.failure()).hasMessageContaining("multicast()");
    }

    @Test
    void moreMulticastsThanMayWaitAreRefusedAndNoneIsLost() throws Exception {
        Group alone = join("n1", new Log());
        List<byte[]> payloads = new ArrayList<>();
        for (int k = 0; k < 5; k++) {
            payloads.add(new byte[256 * 1024]);
        }
        var futures = payloads.stream().map(alone::multicast).toList();

        assertThatThrownBy(() -> futures.get(4).join())
                .hasCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("wait already");
        assertThatThrownBy(() -> alone.multicast(new byte[256 * 1024 + 1])).hasMessageContaining("maxPayloadBytes");
        alone.close();
        assertThatThrownBy(() -> futures.get(0).join()).hasCauseInstanceOf(GroupEndedException.class);
    }

    @Test
    void twoProcessesCannotShareAStateFolder() throws Exception {
        join("n1", new Log());

        assertThatThrownBy(() -> join("n1", new Log()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("give each node a folder of its own");
    }

    @Test
    void aFounderWhoseStartFailsFoundsTheGroupAtItsNextTry() throws Exception {
        Loopback alone = new Loopback(1, folder);
        GroupConfig config = alone.node("n1").build();
        try (DatagramSocket busy = new DatagramSocket(config.nodes().get("n1"))) {
            assertThat(busy.isBound()).isTrue();
            assertThatThrownBy(() -> Group.join(config, delivery -> {})).isInstanceOf(IOException.class);
        }
        GroupConfig narrow =
                alone.node("n1").limits(new Limits(100, 1_000, 1 << 20)).build();
        assertThatThrownBy(() -> Group.join(narrow, delivery -> {})).hasMessageContaining("maxPacketBytes");

        Group group = Group.join(config, delivery -> {});
        groups.add(group);

        assertThat(group.awaitView(PATIENCE).members()).containsExactly(new ProcessId("n1", 0));
    }

    @Test
    void aKeyIsNotShown() {
        String text = loopback.node("n1")
                .key("sixteen bytes!!!".getBytes(UTF_8))
                .build()
                .toString();

        assertThat(text).contains("groupKey").doesNotContain("c2l4dGVl");
    }

    @Test
    void manyMulticastsThatAreNotWaitedForAreAllSent() throws Exception {
        Log log = new Log();
        Group alone = Group.join(new Loopback(1, folder).node("n1").build(), log);
        groups.add(alone);
        List<String> sent = new ArrayList<>();
        List<CompletableFuture<?>> futures = new ArrayList<>();
        for (int k = 0; k < 900; k++) {
            sent.add("m" + k);
            futures.add(alone.multicast(("m" + k).getBytes(UTF_8)));
        }
        for (CompletableFuture<?> future : futures) {
            future.get(30, TimeUnit.SECONDS);
        }
        await(() -> log.delivered.size() == sent.size());

        assertThat(log.delivered).containsExactlyElementsOf(sent);
    }

    @Test
    void aDamagedStateFolderIsNamedWithTheRemedy() throws Exception {
        Files.createDirectories(folder.resolve("n1"));
        Files.writeString(folder.resolve("n1/incarnations.properties"), "g1=many\n");

        assertThatThrownBy(() -> join("n1", new Log()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("incarnations.properties is damaged");
    }

    @Test
    void aConfigurationThatCannotWorkIsRefused() {
        assertThatThrownBy(() -> GroupConfig.of("g1", "n1").build()).hasMessageContaining("stateFolder is missing");
        assertThatThrownBy(() -> loopback.node("n1")
                        .limits(new Limits(1_400, 1 << 20, 8 << 20))
                        .build())
                .hasMessageContaining("limits.maxBufferBytes");
        assertThatThrownBy(() -> loopback.node("n1").founders("n9").build()).hasMessageContaining("'n9' is none of");
        assertThatThrownBy(() -> loopback.node("n1").node("n1", new java.net.InetSocketAddress(1)))
                .hasMessageContaining("given twice");
        assertThatThrownBy(
                        () -> Group.join(loopback.node("n1").ordering("random").build(), delivery -> {}))
                .hasMessageContaining("known are fifo, causal, total, agreed");
    }
}
