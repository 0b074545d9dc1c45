package dev.maat.engine.processes;

import dev.maat.engine.live.HostCondition;
import dev.maat.engine.live.HostEvent;
import dev.maat.engine.live.NodeEnd;
import dev.maat.engine.live.NodeHosts;
import dev.maat.engine.live.RunToken;
import dev.maat.injectors.FaultInjector;
import dev.maat.injectors.processes.ProcessFaults;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Processes of this machine as hosts.
 *
 * @param isProxied whether the nodes find each other through the link proxy
 */
record ProcessHosts(
        LoopbackAddresses addresses, NodeProcesses processes, ProcessFaults injector, RunToken secret, boolean isProxied)
        implements NodeHosts {
    private static final long END_POLL_MILLIS = 10;
    private static final int LAST_LINES = 40;

    @Override
    public String token() {
        return secret.text();
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
        SequencedMap<String, InetSocketAddress> found =
                isProxied ? injector.proxy().seenBy(node) : addresses.group();
        SequencedMap<String, String> texts = new LinkedHashMap<>();
        found.forEach((name, address) ->
                texts.put(name, address.getAddress().getHostAddress() + ":" + address.getPort()));
        return texts;
    }

    @Override
    public String multicastGroup() {
        throw new IllegalStateException("processes have no multicast group");
    }

    @Override
    public FaultInjector faults() {
        return injector;
    }

    @Override
    public InetSocketAddress start(String node) throws IOException {
        processes.start(node);
        return addresses.control(node);
    }

    @Override
    public void resume(String node) {
        processes.release(node);
    }

    @Override
    public @Nullable NodeEnd awaitEnd(String node, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline) {
            NodeEnd end = processes.end(node);
            if (end != null) {
                return end;
            }
            TimeUnit.MILLISECONDS.sleep(END_POLL_MILLIS);
        }
        return null;
    }

    @Override
    public void copyEvidence(String node, Function<String, Path> fileOf) throws IOException {
        processes.copyEvidence(node, fileOf);
    }

    @Override
    public String lastOutput(String node) {
        return processes.lastOutput(node, LAST_LINES);
    }

    @Override
    public String output(String node) {
        return processes.output(node);
    }
}
