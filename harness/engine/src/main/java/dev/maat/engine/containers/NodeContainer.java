package dev.maat.engine.containers;

import dev.maat.engine.containers.leftovers.HarnessLabels;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import java.util.List;
import java.util.Map;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** The container of one node, with a fixed address on either network and the implementation's folder in it. */
final class NodeContainer extends GenericContainer<NodeContainer> {
    /** The harness waits for the node's hello itself. The usual wait runs in the container and needs a shell there. */
    private static final class NoWait extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {}
    }

    private final Networks networks;
    private final int index;

    private NodeContainer(String image, Networks networks, int index) {
        super(DockerImageName.parse(image));
        this.networks = networks;
        this.index = index;
        withNetwork(networks.group().network());
    }

    /** @param index of the node among those of the run, from 0; its addresses follow from it */
    static NodeContainer of(
            String image,
            Networks networks,
            int index,
            Map<String, String> labels,
            String node,
            Implementation implementation) {
        NodeContainer container = new NodeContainer(image, networks, index);
        if (implementation.program() instanceof Program.Provider) {
            container.withCopyFileToContainer(
                    MountableFile.forHostPath(NodeLayout.nodeLibraries()), NodeLayout.NODE_LIBRARIES);
        }
        return container
                .withLabels(labels)
                .withLabel(HarnessLabels.NODE, node)
                .withCopyFileToContainer(MountableFile.forHostPath(implementation.folder()), NodeLayout.IMPLEMENTATION)
                .withExposedPorts(NodeLayout.CONTROL_PORT)
                .withCreateContainerCmdModifier(command -> {
                    Networks.describe(command, container.groupAddress(), NodeLayout.CONTROL_PORT);
                    command.withWorkingDir(NodeLayout.IMPLEMENTATION)
                            .withCmd(NodeLayout.arguments(node, container.controlAddress()));
                    List<String> words = NodeLayout.words(implementation.program());
                    if (!words.isEmpty()) {
                        command.withEntrypoint(words);
                    }
                })
                .waitingFor(new NoWait());
    }

    private String groupAddress() {
        return networks.group().nodeAddress(index);
    }

    private String controlAddress() {
        return networks.control().nodeAddress(index);
    }

    @Override
    protected void containerIsCreated(String containerId) {
        networks.connectControl(getDockerClient(), containerId, controlAddress());
    }
}
