package dev.maat.engine.containers;

import com.github.dockerjava.api.exception.DockerException;
import java.util.Map;
import org.testcontainers.containers.Network;

/**
 * The run's own bridge network. Its subnet is fixed, so that each node keeps its address through every restart: an engine that
 * chooses addresses swaps them when two nodes come back in another order.
 */
final class RunNetwork implements AutoCloseable {
    /** Subnets are 10.231.0.0/24, 10.231.1.0/24 and so on; one that is taken is skipped. */
    private static final String PREFIX = "10.231.";

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

    static RunNetwork create(Map<String, String> labels) {
        int first = Math.floorMod(labels.getOrDefault(HarnessLabels.RUN, "").hashCode(), SUBNETS);
        DockerException last = null;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            String prefix = PREFIX + (first + attempt) % SUBNETS + ".";
            Network network = describe(labels, prefix);
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
                "no subnet of " + PREFIX + "0.0/16 is free", last == null ? new IllegalStateException() : last);
    }

    private static Network describe(Map<String, String> labels, String prefix) {
        var ipam = new com.github.dockerjava.api.model.Network.Ipam()
                .withConfig(new com.github.dockerjava.api.model.Network.Ipam.Config()
                        .withSubnet(prefix + "0/24")
                        .withGateway(prefix + "1"));
        return Network.builder()
                .driver("bridge")
                .createNetworkCmdModifier(command -> command.withIpam(ipam).withLabels(labels))
                .build();
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
