package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ContainerNetwork;
import dev.maat.engine.containers.leftovers.HarnessLabels;
import dev.maat.engine.containers.needs.EngineUnavailable;
import java.util.Map;
import java.util.TreeMap;
import org.testcontainers.containers.Network;

/**
 * One of the run's own two bridge networks. On the group's network the nodes hear each other, and the plan's faults happen there. On
 * the control network the harness reaches each node, and no node another; a node does not listen for the harness anywhere else.
 *
 * <p>Their subnet is fixed, so that each node keeps its addresses through every restart: an engine that
 * chooses addresses swaps them when two nodes come back in another order.
 */
final class RunNetwork implements AutoCloseable {
    /** Subnets are 10.231.0.0/24, 10.231.1.0/24 and so on; one that is taken is skipped. */
    private static final String GROUP_PREFIX = "10.231.";

    private static final String CONTROL_PREFIX = "10.232.";

    /** An engine refuses to keep containers from each other where the kernel lacks its filter of bridges. */
    private static final Map<String, String> KEPT_APART = Map.of("com.docker.network.bridge.enable_icc", "false");

    /** Named apart, because the group's interface is the first by its usual name. */
    private static final Map<String, String> CONTROL_INTERFACE =
            Map.of("com.docker.network.container_iface_prefix", "control");

    private static final int SUBNETS = 256;
    private static final int MAX_ATTEMPTS = 40;
    /** The bridge itself has 1. */
    private static final int PROXY_HOST = 2;

    private static final int FIRST_NODE_HOST = 10;
    static final int MAX_NODES = 200;

    private final Network network;
    private final String prefix;

    private RunNetwork(Network network, String prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    static RunNetwork ofGroup(Map<String, String> labels) {
        return create(labels, "2-group", GROUP_PREFIX, Map.of());
    }

    /** Ports are published from the network whose name comes first, so this one's does. */
    static RunNetwork ofControl(Map<String, String> labels) {
        Map<String, String> options = new TreeMap<>(KEPT_APART);
        options.putAll(CONTROL_INTERFACE);
        try {
            return create(labels, "1-control", CONTROL_PREFIX, options);
        } catch (EngineUnavailable cannotKeepApart) {
            return create(labels, "1-control", CONTROL_PREFIX, CONTROL_INTERFACE);
        }
    }

    private static RunNetwork create(
            Map<String, String> labels, String name, String subnets, Map<String, String> options) {
        String run = labels.getOrDefault(HarnessLabels.RUN, "");
        int first = Math.floorMod(run.hashCode(), SUBNETS);
        DockerException last = null;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            String prefix = subnets + (first + attempt) % SUBNETS + ".";
            Network network = describe(labels, "maat-" + run + "-" + name, prefix, options);
            try {
                network.getId();
                return new RunNetwork(network, prefix);
            } catch (DockerException e) {
                if (!String.valueOf(e.getMessage()).contains("overlap")) {
                    throw new EngineUnavailable("the engine refuses to make a network: " + e.getMessage(), e);
                }
                last = e;
            }
        }
        throw new EngineUnavailable(
                "no subnet of " + subnets + "0.0/16 is free", last == null ? new IllegalStateException() : last);
    }

    private static Network describe(
            Map<String, String> labels, String name, String prefix, Map<String, String> options) {
        var ipam = new com.github.dockerjava.api.model.Network.Ipam()
                .withConfig(new com.github.dockerjava.api.model.Network.Ipam.Config()
                        .withSubnet(prefix + "0/24")
                        .withGateway(prefix + "1"));
        return Network.builder()
                .driver("bridge")
                .createNetworkCmdModifier(command ->
                        command.withName(name).withIpam(ipam).withLabels(labels).withOptions(options))
                .build();
    }

    /** Connects a container that was made and is not started yet. */
    void connect(DockerClient client, String containerId, String address) {
        client.connectToNetworkCmd()
                .withNetworkId(network.getId())
                .withContainerId(containerId)
                .withContainerNetwork(
                        new ContainerNetwork().withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(address)))
                .exec();
    }

    String id() {
        return network.getId();
    }

    Network network() {
        return network;
    }

    String proxyAddress() {
        return prefix + PROXY_HOST;
    }

    /** The address of the i-th node, from 0. */
    String nodeAddress(int i) {
        if (i >= MAX_NODES) {
            throw new IllegalArgumentException("at most " + MAX_NODES + " nodes in containers");
        }
        return prefix + (FIRST_NODE_HOST + i);
    }

    @Override
    public void close() {
        network.close();
    }
}
