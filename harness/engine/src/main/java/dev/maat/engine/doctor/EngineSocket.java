package dev.maat.engine.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a container engine over its socket the few questions that the doctor has. A client on the path does not prove that an
 * engine runs, and the full client takes seconds to start.
 */
final class EngineSocket {
    private static final long ANSWER_LIMIT_MILLIS = 5_000;
    private static final int MAX_ANSWER_BYTES = 16 << 20;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int DEFAULT_PORT = 2375;
    private static final String OK = " 200 ";

    private final String name;
    private final SocketAddress address;

    private EngineSocket(String name, SocketAddress address) {
        this.name = name;
        this.address = address;
    }

    /**
     * Where an engine may listen: the address in DOCKER_HOST alone if it is set, else those of the usual sockets that exist.
     *
     * @throws IllegalArgumentException if DOCKER_HOST is no address
     */
    static List<EngineSocket> candidates(Machine machine) {
        String named = machine.variable("DOCKER_HOST");
        if (!named.isEmpty()) {
            URI uri = URI.create(named);
            return switch (String.valueOf(uri.getScheme())) {
                case "unix" -> List.of(unix(Path.of(uri.getPath())));
                case "tcp", "http" ->
                    List.of(new EngineSocket(
                            named,
                            new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort())));
                default -> List.of();
            };
        }
        List<EngineSocket> found = new ArrayList<>();
        for (Path path : List.of(
                Path.of("/var/run/docker.sock"),
                Path.of(System.getProperty("user.home"), ".docker/run/docker.sock"),
                Path.of(machine.variable("XDG_RUNTIME_DIR"), "docker.sock"))) {
            if (Files.exists(path)) {
                found.add(unix(path));
            }
        }
        return found;
    }

    private static EngineSocket unix(Path path) {
        return new EngineSocket(path.toString(), UnixDomainSocketAddress.of(path));
    }

    String name() {
        return name;
    }

    /** The engine's {@code Version} and {@code ApiVersion}. */
    JsonNode version() throws IOException {
        return get("/version");
    }

    boolean hasImage(String image) throws IOException {
        for (JsonNode one : get("/images/json")) {
            for (JsonNode tag : one.path("RepoTags")) {
                if (tag.asText().equals(image)) {
                    return true;
                }
            }
        }
        return false;
    }

    private JsonNode get(String path) throws IOException {
        // HTTP/1.0: the engine closes the connection after its answer, and does not chunk.
        String request = "GET " + path + " HTTP/1.0\r\nHost: engine\r\n\r\n";
        String answer = exchange(request.getBytes(StandardCharsets.US_ASCII))
                .orElseThrow(() -> new IOException("no answer within " + ANSWER_LIMIT_MILLIS + " ms"));
        int body = answer.indexOf("\r\n\r\n");
        String status = answer.lines().findFirst().orElse("");
        if (body < 0 || !status.contains(OK)) {
            throw new IOException("the answer is not that of a container engine: '" + status + "'");
        }
        return new ObjectMapper().readTree(answer.substring(body));
    }

    private Optional<String> exchange(byte[] request) throws IOException {
        long deadline = System.nanoTime() + ANSWER_LIMIT_MILLIS * 1_000_000;
        try (SocketChannel channel = address instanceof UnixDomainSocketAddress
                        ? SocketChannel.open(address)
                        : connectWithin(deadline);
                Selector selector = Selector.open()) {
            channel.configureBlocking(true);
            ByteBuffer out = ByteBuffer.wrap(request);
            while (out.hasRemaining()) {
                channel.write(out);
            }
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            return readAll(channel, selector, deadline);
        }
    }

    private SocketChannel connectWithin(long deadline) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.socket().connect(address, (int) Math.max(1, (deadline - System.nanoTime()) / 1_000_000));
        return channel;
    }

    private static Optional<String> readAll(SocketChannel channel, Selector selector, long deadline)
            throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        while (all.size() < MAX_ANSWER_BYTES) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            selector.select(left);
            selector.selectedKeys().clear();
            buffer.clear();
            int read = channel.read(buffer);
            if (read < 0) {
                return Optional.of(all.toString(StandardCharsets.UTF_8));
            }
            all.write(buffer.array(), 0, read);
        }
        throw new IOException("an answer of more than " + MAX_ANSWER_BYTES + " bytes");
    }
}
