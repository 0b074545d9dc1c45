package dev.maat.suites.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A class of these tests that runs in a node's container, beside the node's process; it ends with the container. */
final class InNode implements AutoCloseable {
    private static final String GROUP_NETWORK = "10.231.";

    private final StringBuffer output = new StringBuffer();
    private final DockerClient client;

    private InNode(DockerClient client) {
        this.client = client;
    }

    /**
     * Starts a class that needs no other.
     *
     * @param harness the process id of the run
     * @param work a folder for its files
     */
    static InNode start(long harness, String node, Path work, Class<?> program, List<String> arguments)
            throws IOException {
        String file = program.getName().replace('.', '/') + ".class";
        Path copy = work.resolve("programs").resolve(file);
        if (!Files.exists(copy)) {
            Files.createDirectories(copy.getParent());
            try (InputStream in = program.getClassLoader().getResourceAsStream(file)) {
                Files.write(copy, in.readAllBytes());
            }
        }
        InNode one = new InNode(Traces.client());
        String container = container(one.client, harness, node).getId();
        one.client
                .copyArchiveToContainerCmd(container)
                .withHostResource(work.resolve("programs").toString())
                .withRemotePath("/")
                .exec();
        List<String> command = new ArrayList<>(
                List.of("java", "-XX:TieredStopAtLevel=1", "-Xmx32m", "-cp", "/programs", program.getName()));
        command.addAll(arguments);
        String exec = one.client
                .execCreateCmd(container)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .withCmd(command.toArray(String[]::new))
                .exec()
                .getId();
        one.client.execStartCmd(exec).exec(one.collector());
        return one;
    }

    /** Copies a file, with the folder that holds it, to the root of a node's container. */
    static void give(long harness, String node, Path file) throws IOException {
        try (DockerClient client = Traces.client()) {
            client.copyArchiveToContainerCmd(container(client, harness, node).getId())
                    .withHostResource(file.getParent().toString())
                    .withRemotePath("/")
                    .exec();
        }
    }

    private ResultCallback.Adapter<Frame> collector() {
        return new ResultCallback.Adapter<>() {
            @Override
            public void onNext(Frame frame) {
                output.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
            }
        };
    }

    private static Container container(DockerClient client, long harness, String node) {
        return client.listContainersCmd()
                .withLabelFilter(List.of(Traces.mark(harness), "dev.maat.node=" + node))
                .exec()
                .get(0);
    }

    /** The node's address in the group's network. */
    static String address(long harness, String node) throws IOException {
        try (DockerClient client = Traces.client()) {
            return container(client, harness, node).getNetworkSettings().getNetworks().values().stream()
                    .map(ContainerNetwork::getIpAddress)
                    .filter(address -> String.valueOf(address).startsWith(GROUP_NETWORK))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The output of the program so far. */
    String output() {
        return output.toString();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
