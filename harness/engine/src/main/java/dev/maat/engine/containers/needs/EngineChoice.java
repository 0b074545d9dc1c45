package dev.maat.engine.containers.needs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.engine.run.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The engine that runs use: the one that is named, and no other, or the first of this machine's usual sockets that answers.
 *
 * @param socket of the engine
 * @param named whether the user named it
 * @param overTls whether it speaks TLS, so that the questions of {@link EngineSocket} cannot be asked
 * @param version in words
 */
record EngineChoice(EngineSocket socket, boolean named, boolean overTls, String version) {
    private static final int DEFAULT_PORT = 2375;
    private static final String HOST_VARIABLE = "DOCKER_HOST";
    private static final String HOST_PROPERTY = "docker.host";
    private static final String PROPERTIES_FILE = ".testcontainers.properties";

    /** The address that the user gave, with the place where it was given. */
    private record Named(String place, String address) {
        String words() {
            return place + "=" + address;
        }
    }

    /**
     * Finds the engine.
     *
     * @throws EngineUnavailable if none answers: with the reason and the remedy, within a few seconds
     */
    static EngineChoice find(Machine machine) {
        Named named = named(machine);
        if (named == null) {
            return ofThisMachine(machine);
        }
        EngineSocket socket = socket(named);
        boolean overTls =
                isSet(machine.variable("DOCKER_TLS_VERIFY")) && !named.address().startsWith("unix:");
        try {
            if (overTls) {
                socket.connect();
                return new EngineChoice(socket, true, true, "an engine that speaks TLS");
            }
            return new EngineChoice(socket, true, false, words(socket.version()));
        } catch (IOException e) {
            throw new EngineUnavailable(
                    "no Docker engine answers at " + named.words() + ": " + reason(e),
                    isRefusal(e)
                            ? permissionRemedy(named.address())
                            : "start or restart the engine there, correct " + named.place()
                                    + ", or unset it to use this machine's engine",
                    e);
        }
    }

    private static @Nullable Named named(Machine machine) {
        String variable = machine.variable(HOST_VARIABLE).strip();
        if (!variable.isEmpty()) {
            return new Named(HOST_VARIABLE, variable);
        }
        Path file = Path.of(System.getProperty("user.home"), PROPERTIES_FILE);
        Properties properties = new Properties();
        if (Files.isReadable(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                // Testcontainers goes on without a file that it cannot read, too.
                return null;
            }
        }
        String property = properties.getProperty(HOST_PROPERTY, "").strip();
        return property.isEmpty() ? null : new Named(HOST_PROPERTY + " in ~/" + PROPERTIES_FILE, property);
    }

    private static EngineSocket socket(Named named) {
        URI uri;
        try {
            uri = URI.create(named.address());
        } catch (IllegalArgumentException e) {
            throw unusable(named, "it is no address (" + e.getMessage() + ")");
        }
        String scheme = String.valueOf(uri.getScheme());
        String path = String.valueOf(uri.getPath());
        if (scheme.equals("unix") && path.startsWith("/")) {
            return EngineSocket.unix(named.address(), Path.of(path));
        }
        if (List.of("tcp", "http", "https").contains(scheme) && uri.getHost() != null) {
            return EngineSocket.tcp(named.address(), uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort());
        }
        throw unusable(
                named,
                scheme.equals("ssh")
                        ? "ssh:// cannot be used; forward the socket, 'ssh -NL /tmp/docker.sock:/var/run/docker.sock HOST',"
                                + " and set it to unix:///tmp/docker.sock"
                        : "it names neither unix:///PATH nor tcp://HOST:PORT");
    }

    private static EngineUnavailable unusable(Named named, String why) {
        return new EngineUnavailable(
                "no Docker engine can be reached at " + named.words() + ": " + why,
                "correct " + named.place() + ", or unset it to use this machine's engine",
                null);
    }

    private static EngineChoice ofThisMachine(Machine machine) {
        SequencedMap<String, IOException> failures = new LinkedHashMap<>();
        for (Path path : usualSockets(machine)) {
            EngineSocket socket = EngineSocket.unix(path.toString(), path);
            try {
                return new EngineChoice(socket, false, false, words(socket.version()));
            } catch (IOException e) {
                failures.put(path.toString(), e);
            }
        }
        throw noneAnswers(failures, machine);
    }

    /** @param failures by socket */
    static EngineUnavailable noneAnswers(SequencedMap<String, IOException> failures, Machine machine) {
        List<String> reasons = new ArrayList<>();
        failures.forEach((socket, failure) -> reasons.add(socket + ": " + reason(failure)));
        if (reasons.isEmpty()) {
            reasons.add("there is no engine's socket on this machine");
        }
        String remedy = remedy(machine) + "; or name an engine elsewhere with " + HOST_VARIABLE;
        for (var failure : failures.entrySet()) {
            if (isRefusal(failure.getValue())) {
                remedy = permissionRemedy(failure.getKey());
            }
        }
        return new EngineUnavailable("no Docker engine answers: " + String.join(", ", reasons), remedy, null);
    }

    private static List<Path> usualSockets(Machine machine) {
        String home = System.getProperty("user.home");
        List<Path> usual = new ArrayList<>(List.of(
                Path.of("/var/run/docker.sock"),
                Path.of(home, ".docker/run/docker.sock"),
                Path.of(home, ".docker/desktop/docker.sock")));
        if (!machine.variable("XDG_RUNTIME_DIR").isEmpty()) {
            usual.add(Path.of(machine.variable("XDG_RUNTIME_DIR"), "docker.sock"));
        }
        return usual.stream().filter(Files::exists).toList();
    }

    /** How to have an engine on this machine. */
    private static String remedy(Machine machine) {
        String start = "'systemctl start docker', without systemd 'setsid dockerd >/var/log/dockerd.log 2>&1 &'";
        return machine.program("dockerd").isPresent()
                ? "start it or restart it, as root: " + start
                : "install one, " + Installation.of(List.of("dockerd"), machine) + " or Docker Desktop, and start it";
    }

    private static String permissionRemedy(String socket) {
        return "this user may not use the socket " + socket
                + ": 'sudo usermod -aG docker $USER', then log in again (or 'newgrp docker')";
    }

    private static boolean isRefusal(IOException e) {
        String said = String.valueOf(e.getMessage());
        return said.contains("Permission denied") || said.contains("Operation not permitted");
    }

    private static String reason(IOException e) {
        String said = String.valueOf(e.getMessage());
        if (e instanceof NoSuchFileException || said.contains("No such file or directory")) {
            return "there is no such socket";
        }
        if (said.contains("Connection refused")) {
            return "no engine listens there";
        }
        return e.getClass() == IOException.class || e instanceof EngineSocket.Silence ? said : Failures.describe(e);
    }

    private static boolean isSet(String variable) {
        return !variable.isEmpty() && !variable.equals("0") && !variable.equals("false");
    }

    private static String words(JsonNode version) {
        return version.path("Version").asText("?") + ", API "
                + version.path("ApiVersion").asText("?");
    }
}
