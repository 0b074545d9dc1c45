package dev.maat.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.GroupMember;
import dev.maat.contract.MemberListener;
import dev.maat.contract.MemberStart;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.LoadedImplementation;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.jgroups.JChannel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Three members on loopback, through the loader that nodes use. */
@Timeout(90)
class JGroupsGroupTest {
    private static final int MESSAGES = 20;

    @TempDir
    static Path folder;

    /** The folder as the build packages it, made from the compiled classes. */
    @BeforeAll
    static void pack() throws Exception {
        Path root = Path.of("src/main/implementation/manifest.json");
        Files.writeString(
                folder.resolve("manifest.json"), Files.readString(root).replace("${jgroups.version}", "under-test"));
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Path jgroups = Path.of(JChannel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.copy(jgroups, lib.resolve("jgroups.jar"));
        Path classes = Path.of("target/classes");
        try (OutputStream out = Files.newOutputStream(lib.resolve("adapter.jar"));
                JarOutputStream jar = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, jar);
                jar.closeEntry();
            }
        }
    }

    /** Keeps the upcalls of a member. */
    private static final class Upcalls implements MemberListener {
        final BlockingQueue<View> views = new LinkedBlockingQueue<>();
        final BlockingQueue<String> delivered = new LinkedBlockingQueue<>();
        final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

        @Override
        public void view(View view) {
            views.add(view);
        }

        @Override
        public void deliver(byte[] payload, long place) {
            delivered.add(new String(payload, StandardCharsets.UTF_8));
        }

        @Override
        public void block() {
            throw new AssertionError("JGroups does not block");
        }

        @Override
        public void unblock() {
            throw new AssertionError("JGroups does not block");
        }

        @Override
        public void suspect(ProcessId process, boolean on) {
            throw new AssertionError("the adapter reports no suspicions");
        }

        @Override
        public byte[] takeSnapshot(String viewId) {
            throw new AssertionError("the adapter transfers no state");
        }

        @Override
        public void loadSnapshot(String viewId, byte[] state) {
            throw new AssertionError("the adapter transfers no state");
        }

        @Override
        public void left() {
            ends.add("left");
        }

        @Override
        public void excluded(String why) {
            ends.add("excluded");
        }

        View view(int size) throws InterruptedException {
            while (true) {
                View view = next(views);
                if (view.members().size() == size) {
                    return view;
                }
            }
        }

        static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
            T next = queue.poll(60, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no upcall for 60 s");
            }
            return next;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jgroups, udp, fifo",
        "jgroups, udp, total",
        "jgroups, multicast, fifo",
        "jgroups, tcp, total",
        "jgroups-nakack4, udp, fifo",
        "jgroups-nakack4, tcp, total"
    })
    void threeMembersFormAGroupExchangeMessagesAndSeeOneLeave(String name, String transport, String ordering)
            throws Exception {
        SequencedMap<String, InetSocketAddress> addresses = addresses(3);
        InetSocketAddress multicastGroup =
                new InetSocketAddress("239.255.77.2", addresses.get("n1").getPort());
        Implementation implementation = Implementations.scan(folder).find(name);
        assertThat(implementation.membership()).isEqualTo("partitionable");
        List<GroupMember> members = new ArrayList<>();
        List<Upcalls> upcalls = new ArrayList<>();
        try (LoadedImplementation loaded = implementation.load()) {
            try {
                for (String node : addresses.keySet()) {
                    GroupMember member = loaded.newMember(Map.of("ordering", ordering));
                    assertThat(member.getClass().getClassLoader()).isSameAs(loaded.classLoader());
                    Upcalls listener = new Upcalls();
                    members.add(member);
                    upcalls.add(listener);
                    member.start(
                            new MemberStart(
                                    new ProcessId(node, 0),
                                    "g1",
                                    List.copyOf(addresses.keySet()),
                                    addresses,
                                    multicastGroup,
                                    transport,
                                    Map.of("ordering", ordering)),
                            listener);
                    assertThat(listener.views)
                            .as("the first view is installed before start returns")
                            .isNotEmpty();
                }
                exchange(members, upcalls, ordering);
                members.get(2).leave();
                assertThat(Upcalls.next(upcalls.get(2).ends)).isEqualTo("left");
                View rest = upcalls.get(0).view(2);
                assertThat(upcalls.get(1).view(2)).isEqualTo(rest);
                assertThat(rest.members()).containsExactly(new ProcessId("n1", 0), new ProcessId("n2", 0));
            } finally {
                for (GroupMember member : members) {
                    member.close();
                }
            }
        }
    }

    private static void exchange(List<GroupMember> members, List<Upcalls> upcalls, String ordering) throws Exception {
        View first = upcalls.get(0).view(3);
        assertThat(upcalls.get(1).view(3)).isEqualTo(first);
        assertThat(upcalls.get(2).view(3)).isEqualTo(first);
        assertThat(first.members()).hasSize(3);
        assertThat(first.id()).isEqualTo(first.seq() + "@" + first.members().get(0));
        for (int i = 0; i < MESSAGES; i++) {
            for (int m = 0; m < 3; m++) {
                members.get(m).multicast((m + ":" + i).getBytes(StandardCharsets.UTF_8));
            }
        }
        List<List<String>> sequences = new ArrayList<>();
        for (Upcalls one : upcalls) {
            List<String> sequence = new ArrayList<>();
            while (sequence.size() < 3 * MESSAGES) {
                sequence.add(Upcalls.next(one.delivered));
            }
            sequences.add(sequence);
            for (int m = 0; m < 3; m++) {
                String sender = m + ":";
                List<String> expected = Stream.iterate(0, i -> i + 1)
                        .limit(MESSAGES)
                        .map(i -> sender + i)
                        .toList();
                assertThat(sequence.stream().filter(message -> message.startsWith(sender)))
                        .containsExactlyElementsOf(expected);
            }
        }
        if (ordering.equals("total")) {
            assertThat(sequences.get(1)).isEqualTo(sequences.get(0));
            assertThat(sequences.get(2)).isEqualTo(sequences.get(0));
        }
    }

    @Test
    void theErrorForAnUnknownOptionNamesIt() {
        JGroupsProvider provider = new JGroupsProvider();
        assertThatThrownBy(() -> provider.newMember("jgroups", Map.of("ordering", "causal")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'causal'")
                .hasMessageContaining("fifo and total");
        assertThatThrownBy(() -> provider.newMember("jgroups", Map.of("speed", "high")))
                .hasMessageContaining("'speed'");
    }

    private static SequencedMap<String, InetSocketAddress> addresses(int count) throws IOException {
        SequencedMap<String, InetSocketAddress> addresses = new LinkedHashMap<>();
        List<AutoCloseable> held = new ArrayList<>();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        for (int i = 1; i <= count; i++) {
            ServerSocket tcp = new ServerSocket(0, 1, loopback);
            held.add(tcp);
            held.add(new DatagramSocket(tcp.getLocalPort(), loopback));
            addresses.put("n" + i, new InetSocketAddress(loopback, tcp.getLocalPort()));
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
}
