package dev.maat.engine.containers.needs;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.DockerClient;
import dev.maat.engine.containers.needs.EngineSocket.RegistryAnswer;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.Progress;
import java.io.IOException;
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
        EngineChoice engine = EngineChoice.find(Machine.here());
        Map<String, String> missing = new LinkedHashMap<>();
        String disabled = System.getenv(RYUK_DISABLED);
        if (!Boolean.parseBoolean(disabled) && !isAvailable(ryukImage(), engine, progress)) {
            if (disabled != null) {
                throw new EngineUnavailable("Ryuk is asked for (" + RYUK_DISABLED + "=" + disabled + ") and its image "
                        + ryukImage()
                        + " is not at the engine and cannot be pulled: load it into the engine, or unset the"
                        + " variable; without Ryuk the next run removes what a killed run leaves");
            }
            missing.put(RYUK_DISABLED, "true");
        }
        if (System.getenv(HOST_OVERRIDE) == null
                && Files.exists(CONTAINER_MARK)
                && !engine.overTls()
                && isOfThisMachine(engine.socket())) {
            missing.put(HOST_OVERRIDE, "localhost");
        }
        return missing;
    }

    /** Whether the image is at the engine when this returns. */
    private static boolean isAvailable(String image, EngineChoice engine, Progress progress) {
        try {
            if (!engine.overTls()) {
                if (engine.socket().hasImage(image)) {
                    return true;
                }
                if (Pull.wasGivenUpLately(image)) {
                    return false;
                }
                RegistryAnswer registry = engine.socket().askRegistry(image);
                Pull.remember(image, registry);
                if (registry.registry() == EngineSocket.Registry.FAILS) {
                    return false;
                }
            }
            try (DockerClient client = EngineClient.plain()) {
                return new Pull(client, progress).isPresentOrPulled(image);
            }
        } catch (IOException e) {
            throw new EngineUnavailable(
                    "the Docker engine does not tell its images: " + Failures.describe(e), "restart it", e);
        }
    }

    /**
     * Makes sure that Testcontainers can work in this process.
     *
     * @throws EngineUnavailable naming the variables to set, or if no engine answers
     */
    public static void check(Progress progress) {
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

    /**
     * Whether the engine's default network is an interface of this machine: then the containers' processes are this machine's, and a
     * port that the engine publishes is reached on the loopback address.
     */
    static boolean isOfThisMachine(EngineSocket engine) {
        try {
            for (JsonNode config : engine.bridge().path("IPAM").path("Config")) {
                if (isOurAddress(gateway(config))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** The network's gateway. Where an engine does not name it, it is the subnet's first address. */
    private static @Nullable String gateway(JsonNode config) {
        String gateway = config.path("Gateway").textValue();
        String subnet = config.path("Subnet").textValue();
        if (gateway != null || subnet == null || !subnet.matches("[0-9]+[.][0-9]+[.][0-9]+[.]0/[0-9]+")) {
            return gateway;
        }
        return subnet.substring(0, subnet.lastIndexOf('.')) + ".1";
    }

    private static boolean isOurAddress(@Nullable String address) throws IOException {
        return address != null && NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
    }
}
