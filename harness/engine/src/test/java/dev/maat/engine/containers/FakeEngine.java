package dev.maat.engine.containers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers the questions that come before a run, over TCP. Its registry refuses, has every image, or says nothing. */
public final class FakeEngine implements AutoCloseable {
    /** How the registry behaves. */
    public enum Registry {
        REFUSES,
        HAS_ALL,
        WANTS_CREDENTIALS,
        IS_SILENT
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Set<String> images = new TreeSet<>();
    private Registry registry = Registry.REFUSES;
    private String gateway = "192.0.2.1";

    public FakeEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/version", one -> answer(one, 200, "{\"Version\":\"20.10\",\"ApiVersion\":\"1.41\"}"));
        server.createContext("/images/", one -> answer(one, images.contains(named(one, "/images/")) ? 200 : 404, "{}"));
        server.createContext(
                "/networks/bridge",
                one -> answer(one, 200, "{\"IPAM\":{\"Config\":[{\"Gateway\":\"" + gateway + "\"}]}}"));
        server.createContext("/distribution/", this::askRegistry);
        server.start();
    }

    private static String named(HttpExchange exchange, String before) {
        String path = exchange.getRequestURI().getPath();
        return path.substring(before.length(), path.length() - "/json".length());
    }

    private void askRegistry(HttpExchange exchange) throws IOException {
        switch (registry) {
            case REFUSES -> answer(exchange, 500, "{\"message\":\"dial tcp: lookup registry.example: no such host\"}");
            case HAS_ALL -> answer(exchange, 200, "{}");
            case WANTS_CREDENTIALS -> answer(exchange, 401, "{\"message\":\"unauthorized: authentication required\"}");
            case IS_SILENT -> {
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                exchange.close();
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Its address, as in {@code DOCKER_HOST}. */
    public String address() {
        return "tcp://127.0.0.1:" + server.getAddress().getPort();
    }

    public FakeEngine withImage(String image) {
        images.add(image);
        return this;
    }

    public FakeEngine withRegistry(Registry behaviour) {
        registry = behaviour;
        return this;
    }

    /** Its default network is an interface of this machine. */
    public FakeEngine onThisMachine() {
        gateway = "127.0.0.1";
        return this;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
