package dev.maat.engine.containers.needs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.maat.engine.run.Failures;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a container engine over its socket the few questions that come before the first use of it. Each has an answer or a reason
 * within a bound, whatever the other end does. A client on the path does not prove that an engine runs, and the full client takes
 * seconds to start.
 */
final class EngineSocket {
    static final long ANSWER_LIMIT_MILLIS = 4_000;

    private static final int MAX_ANSWER_BYTES = 16 << 20;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})\\b.*");
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int ERROR = 500;

    private final String name;
    private final Address address;

    private EngineSocket(String name, Address address) {
        this.name = name;
        this.address = address;
    }

    /** Found when it is first used: a host's name may take long to resolve. */
    private interface Address {
        SocketAddress resolve();
    }

    static EngineSocket unix(String name, Path path) {
        return new EngineSocket(name, () -> UnixDomainSocketAddress.of(path));
    }

    static EngineSocket tcp(String name, String host, int port) {
        return new EngineSocket(name, () -> new InetSocketAddress(host, port));
    }

    /** There was no answer within the limit. */
    static final class Silence extends IOException {
        private static final long serialVersionUID = 1;

        Silence(long limitMillis) {
            super("accepts connections, and does not answer within " + limitMillis / 1_000 + " s");
        }
    }

    private record Answer(int status, JsonNode body) {
        String message() {
            return body.path("message").asText("status " + status).replaceAll("\\s+", " ");
        }
    }

    /** Whether a registry has an image, as far as the engine can tell. */
    enum Registry {
        HAS_IT,
        /** A pull would fail, too. */
        FAILS,
        /** The engine cannot ask, or the registry wants credentials. */
        UNKNOWN
    }

    /**
     * The answer to the question for an image.
     *
     * @param silent whether no answer came in time
     * @param reason empty if the registry has it
     */
    record RegistryAnswer(Registry registry, boolean silent, String reason) {}

    String name() {
        return name;
    }

    /** The engine's {@code Version} and {@code ApiVersion}. */
    JsonNode version() throws IOException {
        JsonNode version = expectOk("/version");
        if (!version.has("ApiVersion")) {
            throw new IOException("the answer is not that of a container engine");
        }
        return version;
    }

    /** Only shows that something listens there, for an engine that wants TLS. */
    void connect() throws IOException {
        within(ANSWER_LIMIT_MILLIS, () -> {
            SocketChannel.open(address.resolve()).close();
            return "";
        });
    }

    boolean hasImage(String image) throws IOException {
        return get("/images/" + image + "/json", ANSWER_LIMIT_MILLIS).status() == OK;
    }

    /** The description of the engine's default network; empty where it has none. */
    JsonNode bridge() throws IOException {
        Answer answer = get("/networks/bridge", ANSWER_LIMIT_MILLIS);
        return answer.status() == OK ? answer.body() : MissingNode.getInstance();
    }

    /** Has the engine ask the image's registry. */
    RegistryAnswer askRegistry(String image) {
        try {
            Answer answer = get("/distribution/" + image + "/json", ANSWER_LIMIT_MILLIS);
            boolean refused = answer.status() == ERROR
                    || (answer.status() == NOT_FOUND && answer.message().contains("manifest"));
            if (answer.status() == OK) {
                return new RegistryAnswer(Registry.HAS_IT, false, "");
            }
            return new RegistryAnswer(refused ? Registry.FAILS : Registry.UNKNOWN, false, answer.message());
        } catch (Silence e) {
            return new RegistryAnswer(
                    Registry.FAILS, true, "no registry answers within " + ANSWER_LIMIT_MILLIS / 1_000 + " s");
        } catch (IOException e) {
            return new RegistryAnswer(Registry.UNKNOWN, false, String.valueOf(e.getMessage()));
        }
    }

    private JsonNode expectOk(String path) throws IOException {
        Answer answer = get(path, ANSWER_LIMIT_MILLIS);
        if (answer.status() != OK) {
            throw new IOException("the answer is not that of a container engine: " + answer.message());
        }
        return answer.body();
    }

    private Answer get(String path, long limitMillis) throws IOException {
        // HTTP/1.0: the engine closes the connection after its answer, and does not chunk.
        byte[] request = ("GET " + path + " HTTP/1.0\r\nHost: engine\r\n\r\n").getBytes(StandardCharsets.UTF_8);
        String answer = within(limitMillis, () -> exchange(request));
        int body = answer.indexOf("\r\n\r\n");
        String first = answer.lines().findFirst().orElse("");
        Matcher status = STATUS.matcher(first);
        if (body < 0 || !status.matches()) {
            throw new IOException("the answer is not that of a container engine: '"
                    + first.substring(0, Math.min(first.length(), 80)).replaceAll("\\p{Cntrl}", "?") + "'");
        }
        return new Answer(Integer.parseInt(status.group(1)), json(answer.substring(body)));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private interface Exchange {
        String run() throws IOException;
    }

    /** Resolving, connecting, writing and reading may each block for ever: another thread does it, and is given up. */
    private static String within(long limitMillis, Exchange exchange) throws IOException {
        FutureTask<String> task = new FutureTask<>(exchange::run);
        Thread thread = Thread.ofPlatform().daemon().name("engine-question").start(task);
        try {
            return task.get(limitMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Silence(limitMillis);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(cause == null ? "unknown" : Failures.describe(cause), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the engine was asked", e);
        } finally {
            // A channel closes when its thread is interrupted.
            thread.interrupt();
        }
    }

    private String exchange(byte[] request) throws IOException {
        try (SocketChannel channel = SocketChannel.open(address.resolve())) {
            ByteBuffer out = ByteBuffer.wrap(request);
            while (out.hasRemaining()) {
                channel.write(out);
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
            for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer)) {
                all.write(buffer.array(), 0, read);
                buffer.clear();
                if (all.size() > MAX_ANSWER_BYTES) {
                    throw new IOException("an answer of more than " + MAX_ANSWER_BYTES + " bytes");
                }
            }
            return all.toString(StandardCharsets.UTF_8);
        }
    }
}
