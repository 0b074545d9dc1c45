package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.Ports;
import dev.maat.engine.containers.leftovers.HarnessLabels;
import dev.maat.engine.containers.needs.EngineUnavailable;
import dev.maat.engine.live.ProcessNames;
import dev.maat.engine.live.RunToken;
import dev.maat.injectors.containers.Target;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/** The containers of a run's nodes, each with a fixed address on either network. All are started at once, before the run's clock starts. */
final class NodeContainers implements AutoCloseable {
    private static final int MAX_KEPT_LINES = 5_000;
    private static final int MAX_OUTPUT_CHARS = 1 << 20;
    private static final int MAX_OUTPUT_LINES = 40;
    private static final long OUTPUT_LIMIT_SECONDS = 10;
    private static final int MAX_WORD_BYTES = 64;
    /** The token is the node's alone; the node's image decides which user it runs as. */
    private static final int TOKEN_MODE = 0444;

    private static final int ROOT_ALONE_MODE = 0400;

    private final DockerClient client;
    private final Program program;
    private final Map<String, GenericContainer<?>> byNode = new LinkedHashMap<>();
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
            NodeContainer container = new NodeContainer(image, networks, i);
            describe(container, labels, nodes.get(i), implementation)
                    .withCopyToContainer(Transferable.of(token.text(), TOKEN_MODE), NodeLayout.TOKEN);
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

    /** A container on both networks. */
    private static final class NodeContainer extends GenericContainer<NodeContainer> {
        private final Networks networks;
        private final int index;

        NodeContainer(String image, Networks networks, int index) {
            super(DockerImageName.parse(image));
            this.networks = networks;
            this.index = index;
            withNetwork(networks.group().network());
        }

        String groupAddress() {
            return networks.group().nodeAddress(index);
        }

        String controlAddress() {
            return networks.control().nodeAddress(index);
        }

        @Override
        protected void containerIsCreated(String containerId) {
            networks.connectControl(getDockerClient(), containerId, controlAddress());
        }
    }

    private static NodeContainer describe(
            NodeContainer container, Map<String, String> labels, String node, Implementation implementation) {
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
                // The harness waits for the node's hello itself. The usual wait runs in the container and needs a shell
                // there.
                .waitingFor(new AbstractWaitStrategy() {
                    @Override
                    protected void waitUntilReady() {}
                });
    }

    private GenericContainer<?> container(String node) {
        GenericContainer<?> container = byNode.get(node);
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

    /**
     * Copies the evidence of the node's processes, and no other file, out of its container. It may run, have stopped or have been
     * killed.
     *
     * @param fileOf where the evidence of a process belongs
     */
    void copyEvidence(String node, Function<String, Path> fileOf) throws IOException {
        try (InputStream in = client.copyArchiveFromContainerCmd(id(node), NodeLayout.EVIDENCE)
                        .exec();
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                String process = ProcessNames.ofEvidence(node, name);
                if (process != null && entry.isFile()) {
                    Path file = fileOf.apply(process);
                    Path whole = file.resolveSibling(name + ".part");
                    Files.copy(tar, whole, StandardCopyOption.REPLACE_EXISTING);
                    // A reader that follows the history finds the old file or the new one, never a part.
                    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        } catch (NotFoundException e) {
            // The node never started a process, or its container is gone. The lines that it reported are kept.
            return;
        } catch (DockerException e) {
            throw new IOException(
                    "the engine does not hand out the evidence of node " + node + ": " + e.getMessage(), e);
        }
    }

    /** The signal that a process named before it ended; empty if it named none, null if its program names none. */
    @Nullable
    String lastWord(String node, String process) throws IOException {
        try (InputStream in = client.copyArchiveFromContainerCmd(id(node), NodeLayout.lastWord(process))
                        .exec();
                TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            TarArchiveEntry entry = tar.getNextEntry();
            return entry == null || !entry.isFile()
                    ? ""
                    : new String(tar.readNBytes(MAX_WORD_BYTES), StandardCharsets.US_ASCII).strip();
        } catch (NotFoundException e) {
            return program instanceof Program.Provider ? "" : null;
        } catch (DockerException e) {
            throw new IOException(
                    "the engine does not hand out the last word of " + process + ": " + e.getMessage(), e);
        }
    }

    /** The last lines that the node wrote to its standard streams, or why they cannot be read. */
    String lastOutput(String node) {
        return output(node, MAX_OUTPUT_LINES);
    }

    /** The output that is kept in the run directory. */
    String output(String node) {
        return output(node, MAX_KEPT_LINES);
    }

    private String output(String node, int lines) {
        StringBuffer output = new StringBuffer();
        ResultCallback.Adapter<Frame> collect = new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                output.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                // A line has any length: the first half goes.
                if (output.length() > MAX_OUTPUT_CHARS) {
                    output.delete(0, output.length() - MAX_OUTPUT_CHARS / 2);
                }
            }
        };
        try (collect) {
            client.logContainerCmd(id(node))
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTail(lines)
                    .exec(collect)
                    .awaitCompletion(OUTPUT_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DockerException | IOException e) {
            return "(its output cannot be read: " + e.getMessage() + ")";
        }
        return output.toString();
    }

    @Override
    public void close() {
        List<GenericContainer<?>> all = new ArrayList<>(byNode.values());
        all.parallelStream().forEach(GenericContainer::stop);
    }
}
