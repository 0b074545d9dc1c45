package dev.maat.engine.processes;

import dev.maat.engine.live.EndPoll;
import dev.maat.engine.live.HostCondition;
import dev.maat.engine.live.HostEvent;
import dev.maat.engine.live.NodeEnd;
import dev.maat.engine.live.NodeHosts;
import dev.maat.engine.live.RunToken;
import dev.maat.injectors.FaultInjector;
import dev.maat.injectors.processes.ProcessFaults;
import dev.maat.node.implementation.Implementation;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Processes of this machine as hosts, with everything else that they need; closing them leaves nothing behind. */
public final class ProcessHosts implements NodeHosts, Closeable {
    private static final int LAST_LINES = 40;
    private static final String TOKEN = "token";

    private final RunToken token = RunToken.draw();
    private final Deque<Closeable> made = new ArrayDeque<>();
    private final LoopbackAddresses addresses;
    private final NodeProcesses processes;
    private final ProcessFaults faults;

    private ProcessHosts(Implementation implementation, List<String> nodes, String transport, long seed)
            throws IOException {
        this.addresses = keep(LoopbackAddresses.draw(nodes));
        try {
            // A temporary folder is the user's own, and with it the token.
            Path folder = Files.createTempDirectory("maat-processes");
            Guard guard = keep(guard(folder));
            Path secret = Files.createFile(
                    folder.resolve(TOKEN),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            this.processes = keep(new NodeProcesses(
                    node -> new NodeCommand(
                            implementation, node, addresses.control(node), secret, folder.resolve("data-" + node)),
                    guard));
            this.faults = keep(ProcessFaults.open(addresses.group(), transport, seed, processes));
            Files.writeString(secret, token.text());
        } catch (IOException | RuntimeException e) {
            try {
                closeAll(made);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }

    private static Guard guard(Path folder) throws IOException {
        try {
            return Guard.start(folder);
        } catch (IOException e) {
            Files.delete(folder);
            throw e;
        }
    }

    /**
     * Starts a process for each node; each waits for its start command.
     *
     * @param transport {@code udp}, or {@code tcp}
     * @param seed of the draws of faults
     * @throws IOException if a process or a socket cannot be made; nothing is left behind then
     */
    public static ProcessHosts open(Implementation implementation, List<String> nodes, String transport, long seed)
            throws IOException {
        ProcessHosts hosts = new ProcessHosts(implementation, nodes, transport, seed);
        try {
            hosts.processes.startAll(nodes);
            return hosts;
        } catch (IOException | RuntimeException e) {
            hosts.close();
            throw e;
        }
    }

    private <T extends Closeable> T keep(T one) {
        made.push(one);
        return one;
    }

    @Override
    public String token() {
        return token.text();
    }

    /** The system tells nobody of another's signals; {@link #condition} sees a process that one has stopped. */
    @Override
    public void watch(Consumer<HostEvent> observer) {}

    @Override
    public HostCondition condition(String node) {
        return processes.condition(node);
    }

    @Override
    public SequencedMap<String, String> groupAddresses(String node) {
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        faults.proxy()
                .seenBy(node)
                .forEach((name, address) ->
                        texts.put(name, address.getAddress().getHostAddress() + ":" + address.getPort()));
        return texts;
    }

    @Override
    public String multicastGroup() {
        throw new IllegalStateException("processes have no multicast group");
    }

    @Override
    public FaultInjector faults() {
        return faults;
    }

    /** Datagrams that the link proxy itself lost, for lack of room. */
    long lost() {
        return faults.proxy().lost();
    }

    /** How the nodes reach each other, for a reader. */
    String network() {
        return "loopback, " + addresses.block() + ".0/24, through Maat's own proxy";
    }

    @Override
    public InetSocketAddress start(String node) throws IOException {
        processes.start(node);
        return addresses.control(node);
    }

    /** Where a node's process listens for the harness. */
    public InetSocketAddress control(String node) {
        return addresses.control(node);
    }

    @Override
    public void resume(String node) {
        processes.release(node);
    }

    @Override
    public @Nullable NodeEnd awaitEnd(String node, Duration limit) throws InterruptedException {
        return EndPoll.await(() -> processes.end(node), limit);
    }

    @Override
    public void copyEvidence(String node, Function<String, Path> fileOf) throws IOException {
        processes.copyEvidence(node, fileOf);
    }

    @Override
    public @Nullable String lastWord(String node, String process) throws IOException {
        return processes.lastWord(node, process);
    }

    @Override
    public String lastOutput(String node) {
        return processes.lastOutput(node, LAST_LINES);
    }

    @Override
    public String output(String node) {
        return processes.output(node);
    }

    /** In the reverse order; what one part cannot end the guard does, which comes last. */
    @Override
    public void close() throws IOException {
        closeAll(made);
    }

    private static void closeAll(Deque<Closeable> made) throws IOException {
        IOException failure = null;
        while (!made.isEmpty()) {
            try {
                made.pop().close();
            } catch (IOException | RuntimeException e) {
                failure = new IOException("a process or a socket was not ended in order", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
