package dev.maat.engine.live;

import dev.maat.faults.Capabilities;
import dev.maat.faults.Fault;
import dev.maat.faults.FaultEffect;
import dev.maat.injectors.FaultInjector;
import dev.maat.injectors.InjectionException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Hosts in memory, one for each node; the fault injector can kill and nothing else. */
final class FakeHosts implements NodeHosts, FaultInjector, AutoCloseable {
    static final String TOKEN = "the token of this run";
    static final String OUTPUT = "its last words";

    final FakeGroup group = new FakeGroup();
    private final SequencedMap<String, FakeHost> hosts = new LinkedHashMap<>();
    private @Nullable String startFailure;
    private final Map<String, FakeHost.End> endsAtStart = new TreeMap<>();
    private boolean isImpatient;
    private volatile Consumer<HostEvent> observer = event -> {};

    FakeHosts(List<String> nodes) {
        nodes.forEach(node -> hosts.put(node, new FakeHost(node, nodes, group)));
    }

    FakeHost host(String node) {
        FakeHost host = hosts.get(node);
        if (host == null) {
            throw new IllegalArgumentException(node);
        }
        return host;
    }

    /** No host starts any more. */
    void failStarts(String why) {
        startFailure = why;
    }

    /** The node's next process ends before it says hello. */
    void endAtStart(String node, FakeHost.End end) {
        endsAtStart.put(node, end);
    }

    /** Each wait for an end gives up at once. */
    void waitForNoEnd() {
        isImpatient = true;
    }

    @Override
    public SequencedMap<String, String> groupAddresses(String node) {
        SequencedMap<String, String> addresses = new LinkedHashMap<>();
        hosts.keySet().forEach(name -> addresses.put(name, "127.0.0.1:1"));
        return addresses;
    }

    @Override
    public String multicastGroup() {
        return "239.0.0.1:1";
    }

    @Override
    public String token() {
        return TOKEN;
    }

    @Override
    public void watch(Consumer<HostEvent> newObserver) {
        observer = newObserver;
    }

    /** As if a host reported this. */
    void report(HostEvent event) {
        observer.accept(event);
    }

    @Override
    public HostCondition condition(String node) {
        return host(node).condition();
    }

    @Override
    public FaultInjector faults() {
        return this;
    }

    @Override
    public InetSocketAddress start(String node) throws IOException {
        if (startFailure != null) {
            throw new IOException(startFailure);
        }
        InetSocketAddress address = host(node).start();
        FakeHost.End end = endsAtStart.get(node);
        if (end != null) {
            host(node).end(end);
        }
        return address;
    }

    @Override
    public void resume(String node) {
        host(node).resume();
    }

    @Override
    public @Nullable NodeEnd awaitEnd(String node, Duration limit) throws InterruptedException {
        return host(node).awaitEnd(isImpatient ? Duration.ZERO : limit);
    }

    @Override
    public void copyEvidence(String node, Function<String, Path> fileOf) throws IOException {
        host(node).copyEvidence(fileOf);
    }

    @Override
    public String lastWord(String node, String process) {
        return host(node).lastWord();
    }

    @Override
    public String lastOutput(String node) {
        return OUTPUT + "\n";
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.allBut("memory", new TreeMap<>(Map.of()));
    }

    @Override
    public FaultEffect inject(int id, Fault fault) {
        if (!(fault instanceof Fault.Kill kill)) {
            throw new InjectionException("these hosts know no " + fault.kind());
        }
        if (!host(kill.node()).isRunning()) {
            return FaultEffect.withheld("node " + kill.node() + " does not run");
        }
        host(kill.node()).kill(new FakeHost.End(137, true));
        return FaultEffect.once("killed", kill.node());
    }

    @Override
    public FaultEffect heal(int id) {
        throw new InjectionException("fault " + id + " is not in force");
    }

    @Override
    public void close() {
        hosts.values().forEach(host -> host.end(new FakeHost.End(0, false)));
    }
}
