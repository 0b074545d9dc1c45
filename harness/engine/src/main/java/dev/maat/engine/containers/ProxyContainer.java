package dev.maat.engine.containers;

import java.util.Map;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.toxiproxy.ToxiproxyContainer;
import org.testcontainers.utility.DockerImageName;

/** The run's Toxiproxy server, at a fixed address of the nodes' network. */
final class ProxyContainer implements AutoCloseable {
    private static final String OFFICIAL = "ghcr.io/shopify/toxiproxy";

    private final ToxiproxyContainer container;
    private final String address;

    private ProxyContainer(ToxiproxyContainer container, String address) {
        this.container = container;
        this.address = address;
    }

    // The container is closed with the returned object.
    @SuppressWarnings("resource")
    static ProxyContainer start(String image, RunNetwork network, Map<String, String> labels) {
        ToxiproxyContainer container = new ToxiproxyContainer(
                        DockerImageName.parse(image).asCompatibleSubstituteFor(OFFICIAL))
                .withNetwork(network.network())
                .withLabels(labels)
                .withCommand("-host=0.0.0.0", "-proxy-metrics")
                .withCreateContainerCmdModifier(command -> command.withIpv4Address(network.proxyAddress()));
        try {
            container.start();
        } catch (ContainerLaunchException e) {
            container.stop();
            throw new EngineUnavailable("Toxiproxy does not start: " + e.getMessage(), e);
        }
        return new ProxyContainer(container, network.proxyAddress());
    }

    String address() {
        return address;
    }

    String controlHost() {
        return container.getHost();
    }

    int controlPort() {
        return container.getControlPort();
    }

    @Override
    public void close() {
        container.stop();
    }
}
