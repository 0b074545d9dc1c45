package dev.maat.engine.containers;

import dev.maat.engine.containers.needs.EngineUnavailable;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.toxiproxy.ToxiproxyContainer;
import org.testcontainers.utility.DockerImageName;

/** The run's Toxiproxy server, at a fixed address of either network. Links go through the group's, its control through the other. */
final class ProxyContainer implements AutoCloseable {
    private static final String OFFICIAL = "ghcr.io/shopify/toxiproxy";

    private static final int CONTROL_PORT = 8474;

    private final ToxiproxyContainer container;
    private final String address;

    private ProxyContainer(ToxiproxyContainer container, String address) {
        this.container = container;
        this.address = address;
    }

    /** A proxy on both networks. */
    private static final class OnBothNetworks extends ToxiproxyContainer {
        private final Networks networks;

        OnBothNetworks(String image, Networks networks) {
            super(DockerImageName.parse(image).asCompatibleSubstituteFor(OFFICIAL));
            this.networks = networks;
            // The proxied ports are reached on the group's network and not published.
            setExposedPorts(List.of(CONTROL_PORT));
        }

        @Override
        protected void containerIsCreated(String containerId) {
            networks.connectControl(
                    getDockerClient(), containerId, networks.control().proxyAddress());
        }
    }

    // The container is closed with the returned object.
    @SuppressWarnings("resource")
    static ProxyContainer start(String image, Networks networks, Map<String, String> labels) {
        String address = networks.group().proxyAddress();
        ToxiproxyContainer container = new OnBothNetworks(image, networks)
                .withNetwork(networks.group().network())
                .withLabels(labels)
                .withCommand("-host=" + networks.control().proxyAddress(), "-proxy-metrics")
                .withCreateContainerCmdModifier(command -> Networks.describe(command, address, CONTROL_PORT));
        try {
            container.start();
        } catch (ContainerLaunchException e) {
            container.stop();
            throw new EngineUnavailable("Toxiproxy does not start: " + e.getMessage(), e);
        }
        return new ProxyContainer(container, address);
    }

    String address() {
        return address;
    }

    String controlHost() {
        return Networks.publishedHost();
    }

    int controlPort() {
        return container.getControlPort();
    }

    String containerId() {
        return container.getContainerId();
    }

    @Override
    public void close() {
        container.stop();
    }
}
