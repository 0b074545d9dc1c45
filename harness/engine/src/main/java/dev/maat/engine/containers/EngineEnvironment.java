package dev.maat.engine.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network;
import dev.maat.engine.run.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;
import org.testcontainers.utility.TestcontainersConfiguration;

/**
 * The environment variables that Testcontainers needs on this machine. It reads them from nowhere else, and each is set only where
 * it is needed:
 *
 * <ul>
 *   <li>{@code TESTCONTAINERS_RYUK_DISABLED}, where Ryuk's image is not at the engine and cannot be pulled. A user with a
 *       registry keeps Ryuk.
 *   <li>{@code TESTCONTAINERS_HOST_OVERRIDE}, where this machine looks like a container to Testcontainers but the engine's
 *       bridge is an interface of this very machine. A user of a remote engine, or in a container, does not get it.
 * </ul>
 *
 * <p>A process cannot change its own environment, so the launcher runs {@link #main} first and starts the harness with the
 * variables that it prints.
 */
public final class EngineEnvironment {
    static final String RYUK_DISABLED = "TESTCONTAINERS_RYUK_DISABLED";
    static final String HOST_OVERRIDE = "TESTCONTAINERS_HOST_OVERRIDE";

    private static final String RYUK_IMAGE = "testcontainers/ryuk:0.14.0";
    private static final Path CONTAINER_MARK = Path.of("/.dockerenv");

    private EngineEnvironment() {}

    /** Prints the missing variables, one {@code NAME=value} a line; nothing where no engine answers. */
    public static void main(String[] args) {
        try {
            missing(Progress.SILENT).forEach((name, value) -> System.out.println(name + "=" + value));
        } catch (EngineUnavailable e) {
            // A command that needs the engine reports this itself, with the reason.
            return;
        }
    }

    /**
     * The variables that this process's environment lacks, by name.
     *
     * @throws EngineUnavailable if no engine answers
     */
    public static Map<String, String> missing(Progress progress) {
        Map<String, String> missing = new LinkedHashMap<>();
        try (DockerClient client = EngineClient.plain()) {
            String disabled = System.getenv(RYUK_DISABLED);
            if (!Boolean.parseBoolean(disabled) && !new Pull(client, progress).isPresentOrPulled(ryukImage())) {
                if (disabled != null) {
                    throw new EngineUnavailable(
                            "Ryuk is asked for (" + RYUK_DISABLED + "=" + disabled + ") and its image "
                                    + ryukImage()
                                    + " is not at the engine and cannot be pulled: load it into the engine, or unset the"
                                    + " variable; without Ryuk the next run removes what a killed run leaves");
                }
                missing.put(RYUK_DISABLED, "true");
            }
            if (System.getenv(HOST_OVERRIDE) == null && Files.exists(CONTAINER_MARK) && isBridgeOurs(client)) {
                missing.put(HOST_OVERRIDE, "localhost");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return missing;
    }

    /**
     * Makes sure that Testcontainers can work in this process.
     *
     * @throws EngineUnavailable naming the variables to set, or if no engine answers
     */
    static void check(Progress progress) {
        Map<String, String> missing = missing(progress);
        if (!missing.isEmpty()) {
            StringBuilder export = new StringBuilder();
            missing.forEach(
                    (name, value) -> export.append(' ').append(name).append('=').append(value));
            throw new EngineUnavailable(
                    "Testcontainers does not work here without these environment variables, which ./maat"
                            + " sets by itself; start again after: export" + export);
        }
    }

    private static String ryukImage() {
        String configured =
                TestcontainersConfiguration.getInstance().getEnvVarOrProperty("ryuk.container.image", RYUK_IMAGE);
        return ImageNameSubstitutor.instance()
                .apply(DockerImageName.parse(configured))
                .asCanonicalNameString();
    }

    /** Whether a port that the engine publishes is reached on this machine's loopback. */
    private static boolean isBridgeOurs(DockerClient client) {
        try {
            Network bridge = client.inspectNetworkCmd().withNetworkId("bridge").exec();
            for (Network.Ipam.Config config : bridge.getIpam().getConfig()) {
                if (isOurAddress(gateway(config))) {
                    return true;
                }
            }
            return false;
        } catch (DockerException | IOException e) {
            return false;
        }
    }

    /** The bridge's gateway. Where an engine does not name it, it is the subnet's first address. */
    private static @Nullable String gateway(Network.Ipam.Config config) {
        String gateway = config.getGateway();
        String subnet = config.getSubnet();
        if (gateway != null || subnet == null || !subnet.matches("[0-9]+[.][0-9]+[.][0-9]+[.]0/[0-9]+")) {
            return gateway;
        }
        return subnet.substring(0, subnet.lastIndexOf('.')) + ".1";
    }

    private static boolean isOurAddress(@Nullable String address) throws IOException {
        return address != null && NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
    }
}
