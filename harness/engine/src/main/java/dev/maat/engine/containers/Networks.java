package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.testcontainers.DockerClientFactory;

/** Where the containers of one run are reached: by each other on the group's network, by the harness on the control network. */
record Networks(RunNetwork group, RunNetwork control) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String ANY = "0.0.0.0";

    /** Gives a container that is about to be made its address in the group, and publishes one port of it, to this machine alone. */
    static void describe(CreateContainerCmd command, String groupAddress, int port) {
        HostConfig host = command.getHostConfig();
        command.withIpv4Address(groupAddress);
        if (host != null) {
            host.withPublishAllPorts(false)
                    .withPortBindings(new PortBinding(
                            Ports.Binding.bindIp(isEngineHere() ? LOOPBACK : ANY), ExposedPort.tcp(port)));
        }
    }

    /** Connects a container that was made and is not started yet with the control network. */
    void connectControl(DockerClient client, String containerId, String address) {
        control.connect(client, containerId, address);
    }

    /** Where the harness reaches the ports that {@link #describe} publishes. */
    static String publishedHost() {
        return isEngineHere() ? LOOPBACK : DockerClientFactory.instance().dockerHostIpAddress();
    }

    /** Whether the engine publishes ports on this machine. From another machine, a port is reached by every way there is. */
    private static boolean isEngineHere() {
        try {
            return InetAddress.getByName(DockerClientFactory.instance().dockerHostIpAddress())
                    .isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
