package dev.maat.engine.containers;

import dev.maat.engine.live.EndPoll;
import dev.maat.engine.live.HostCondition;
import dev.maat.engine.live.HostEvent;
import dev.maat.engine.live.NodeEnd;
import dev.maat.engine.live.NodeHosts;
import dev.maat.engine.live.RunToken;
import dev.maat.injectors.FaultInjector;
import dev.maat.injectors.containers.ContainerFaults;
import dev.maat.node.implementation.GroupKeyFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Containers as hosts: a node's container is started again for each of its processes, and the fault injector hears when a
 * container comes and goes, because netfilter's rules and counters live and die with its network namespace.
 */
final class ContainerHosts implements NodeHosts {
    private final NodeContainers containers;
    private final ContainerFaults faults;
    private final RunToken token;
    private final EngineEvents events;

    ContainerHosts(NodeContainers containers, ContainerFaults faults, RunToken token, EngineEvents events) {
        this.containers = containers;
        this.faults = faults;
        this.token = token;
        this.events = events;
    }

    @Override
    public String token() {
        return token.text();
    }

    @Override
    public void watch(Consumer<HostEvent> observer) {
        events.follow(observer);
    }

    @Override
    public HostCondition condition(String node) {
        return containers.process(node).condition();
    }

    @Override
    public SequencedMap<String, String> groupAddresses(String node) {
        SequencedMap<String, String> addresses = new LinkedHashMap<>();
        containers.targets().forEach(target -> addresses.put(target.node(), target.address() + ":" + target.port()));
        return addresses;
    }

    @Override
    public SequencedMap<String, String> options(SequencedMap<String, String> ofScenario) {
        return GroupKeyFile.movedTo(file -> NodeLayout.GROUP_KEY, ofScenario);
    }

    @Override
    public String multicastGroup() {
        return NodeLayout.MULTICAST_GROUP;
    }

    @Override
    public FaultInjector faults() {
        return faults;
    }

    @Override
    public InetSocketAddress start(String node) throws IOException {
        if (!containers.isRunning(node)) {
            containers.startAgain(node);
        }
        faults.nodeUp(node);
        return containers.controlAddress(node);
    }

    @Override
    public void resume(String node) {
        containers.process(node).resume();
    }

    @Override
    public @Nullable NodeEnd awaitEnd(String node, Duration limit) throws InterruptedException {
        NodeEnd end = EndPoll.await(() -> containers.end(node), limit);
        if (end != null) {
            faults.nodeGoing(node);
        }
        return end;
    }

    @Override
    public void copyEvidence(String node, Function<String, Path> fileOf) throws IOException {
        containers.files(node).copyEvidence(fileOf);
    }

    @Override
    public @Nullable String lastWord(String node, String process) throws IOException {
        return containers.files(node).lastWord(process);
    }

    @Override
    public String lastOutput(String node) {
        return containers.files(node).lastOutput();
    }

    @Override
    public String output(String node) {
        return containers.files(node).output();
    }
}
