package dev.maat.suites.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

/** Looks for leftovers of a run by other ways than the run's own. */
final class Traces {
    /** Programs that list firewall rules: whichever the engine used to write its own, one of these shows them. */
    private static final List<List<String>> FIREWALLS = List.of(
            List.of("nft", "list", "ruleset"),
            List.of("iptables-save"),
            List.of("ip6tables-save"),
            List.of("iptables-legacy-save"));

    private Traces() {}

    /** Containers and networks with the label of this harness process. */
    static List<String> of(long pid) throws IOException {
        List<String> mark = List.of(mark(pid));
        List<String> left = new ArrayList<>();
        try (DockerClient client = client()) {
            client.listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(mark)
                    .exec()
                    .forEach(container -> left.add("container " + container.getId()));
            client.listNetworksCmd()
                    .withFilter("label", mark)
                    .exec()
                    .forEach(network -> left.add("network " + network.getName()));
        }
        return left;
    }

    /** Kills a node of this harness process behind its back. */
    static void kill(long pid, String node) throws IOException {
        try (DockerClient client = client()) {
            client.listContainersCmd().withLabelFilter(List.of(mark(pid), "dev.maat.node=" + node)).exec().stream()
                    .map(Container::getId)
                    .forEach(id -> client.killContainerCmd(id).exec());
        }
    }

    /** The process of a node, as the engine's machine numbers it. */
    static long processOf(long pid, String node) throws IOException {
        try (DockerClient client = client()) {
            String id = client.listContainersCmd()
                    .withLabelFilter(List.of(mark(pid), "dev.maat.node=" + node))
                    .exec()
                    .getFirst()
                    .getId();
            return client.inspectContainerCmd(id).exec().getState().getPidLong();
        }
    }

    static String mark(long pid) {
        return "dev.maat.harness.pid=" + pid;
    }

    static DockerClient client() {
        return DockerClientProviderStrategy.getClientForConfig(
                DockerClientFactory.instance().getTransportConfig());
    }

    /** This machine's rules without their counters; empty where they cannot be read. */
    static String firewall() throws IOException, InterruptedException {
        StringBuilder rules = new StringBuilder();
        for (List<String> command : FIREWALLS) {
            rules.append(output(command));
        }
        return rules.toString();
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException notHere) {
            return "";
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            return "";
        }
        return said.replaceAll("packets [0-9]+ bytes [0-9]+", "")
                .replaceAll("\\[[0-9]+:[0-9]+]", "")
                .replaceAll("(?m)^#.*$", "");
    }
}
