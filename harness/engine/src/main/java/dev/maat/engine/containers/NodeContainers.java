package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import dev.maat.engine.containers.needs.EngineUnavailable;
import dev.maat.engine.live.RunToken;
import dev.maat.injectors.containers.Target;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startables;

/** The containers of a run's nodes, each with a fixed address on either network. All are started at once, before the run's clock starts. */
final class NodeContainers implements AutoCloseable {
    /** The token is the node's alone; the node's image decides which user it runs as. */
    private static final int TOKEN_MODE = 0444;

    private static final int ROOT_ALONE_MODE = 0400;

    private final DockerClient client;
    private final Program program;
    private final Map<String, NodeContainer> byNode = new LinkedHashMap<>();
    private final Map<String, Target> targets = new LinkedHashMap<>();

    private NodeContainers(DockerClient client, Program program) {
        this.program = program;
        this.client = client;
    }

    /**
     * Creates and starts the containers; the node in each waits for its start command.
     *
     * @param implementation its folder is copied into each
     * @param groupKey copied into each as a file, so no variable and no argument shows it; null: the group has none
     */
    static NodeContainers start(
            String image,
            Networks networks,
            RunToken token,
            Map<String, String> labels,
            List<String> nodes,
            Implementation implementation,
            byte @Nullable [] groupKey) {
        NodeContainers containers =
                new NodeContainers(DockerClientFactory.instance().client(), implementation.program());
        for (int i = 0; i < nodes.size(); i++) {
            NodeContainer container = NodeContainer.of(image, networks, i, labels, nodes.get(i), implementation);
            container.withCopyToContainer(Transferable.of(token.text(), TOKEN_MODE), NodeLayout.TOKEN);
            if (groupKey != null) {
                container.withCopyToContainer(
                        Transferable.of(groupKey, containers.secretMode(image)), NodeLayout.GROUP_KEY);
            }
            containers.byNode.put(nodes.get(i), container);
        }
        try {
            Startables.deepStart(containers.byNode.values()).join();
        } catch (CompletionException | ContainerLaunchException e) {
            containers.close();
            throw new EngineUnavailable("the nodes' containers do not start: " + rootCause(e), e);
        }
        for (int i = 0; i < nodes.size(); i++) {
            String node = nodes.get(i);
            String id = containers.container(node).getContainerId();
            containers.targets.put(node, new Target(node, networks.group().nodeAddress(i), NodeLayout.GROUP_PORT, id));
        }
        return containers;
    }

    /** A copied file is root's. Where the node runs as another user, that one has to read it; nobody else lives in the container. */
    private int secretMode(String image) {
        ContainerConfig config = client.inspectImageCmd(image).exec().getConfig();
        String user = config == null || config.getUser() == null ? "" : config.getUser();
        boolean root = user.isEmpty() || user.equals("0") || user.equals("root") || user.startsWith("0:");
        return root ? ROOT_ALONE_MODE : TOKEN_MODE;
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private NodeContainer container(String node) {
        NodeContainer container = byNode.get(node);
        if (container == null) {
            throw new IllegalArgumentException("no node is called " + node);
        }
        return container;
    }

    List<Target> targets() {
        return List.copyOf(targets.values());
    }

    private String id(String node) {
        return String.valueOf(container(node).getContainerId());
    }

    /** Whether the container's process runs; a paused one does. */
    boolean isRunning(String node) {
        return Boolean.TRUE.equals(state(node).getRunning());
    }

    /** The last process of the node's container. */
    ContainerProcess process(String node) {
        return new ContainerProcess(client, id(node));
    }

    private InspectContainerResponse.ContainerState state(String node) {
        return client.inspectContainerCmd(id(node)).exec().getState();
    }

    /** The end of the container's last process; null while one runs. */
    @Nullable
    ContainerEnd end(String node) {
        InspectContainerResponse.ContainerState state = state(node);
        return Boolean.TRUE.equals(state.getRunning()) ? null : new ContainerEnd(client, id(node), state);
    }

    /** Starts the container again after its process has ended. The container keeps its files. */
    void startAgain(String node) {
        client.startContainerCmd(id(node)).exec();
    }

    /** Where the harness reaches the node's control port. It changes with each start. */
    InetSocketAddress controlAddress(String node) throws IOException {
        Ports ports =
                client.inspectContainerCmd(id(node)).exec().getNetworkSettings().getPorts();
        Ports.Binding @Nullable [] bindings = ports.getBindings().get(ExposedPort.tcp(NodeLayout.CONTROL_PORT));
        if (bindings == null || bindings.length == 0 || bindings[0] == null) {
            throw new IOException("the control port of node " + node + " is not published; its container has ended");
        }
        return new InetSocketAddress(Networks.publishedHost(), Integer.parseInt(bindings[0].getHostPortSpec()));
    }

    /** What the node's processes wrote. */
    ContainerFiles files(String node) {
        return new ContainerFiles(client, node, id(node), program);
    }

    @Override
    public void close() {
        List<NodeContainer> all = new ArrayList<>(byNode.values());
        all.parallelStream().forEach(NodeContainer::stop);
    }
}
