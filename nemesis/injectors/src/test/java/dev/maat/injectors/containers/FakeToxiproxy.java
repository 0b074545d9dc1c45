package dev.maat.injectors.containers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes proxies and toxics as Toxiproxy's control port does, and keeps them as they were sent. No connection passes through it. */
final class FakeToxiproxy implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");

    /** By name: {@code link20000}. */
    final TreeMap<String, String> proxies = new TreeMap<>();
    /** By proxy and name: {@code link20000/fault4-U}. */
    final TreeMap<String, String> toxics = new TreeMap<>();

    private final HttpServer server;

    FakeToxiproxy() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().substring(1).split("/", -1);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String method = exchange.getRequestMethod();
        if (path[0].equals("metrics")) {
            respond(exchange, 200, "");
        } else if (method.equals("POST") && path.length < 4) {
            boolean proxy = path.length == 1;
            (proxy ? proxies : toxics).put(proxy ? name(body) : path[1] + "/" + name(body), body);
            respond(exchange, proxy ? 201 : 200, proxy ? body.replaceFirst("\\}$", ",\"enabled\":true}") : body);
        } else if (method.equals("DELETE")) {
            respond(exchange, toxics.remove(path[1] + "/" + path[3]) == null ? 404 : 204, "");
        } else {
            // An attribute that is changed is not kept: the answer is the toxic as it was made.
            String toxic = toxics.get(path[1] + "/" + path[3]);
            respond(exchange, toxic == null ? 404 : 200, toxic == null ? "{}" : toxic);
        }
    }

    private static String name(String body) {
        Matcher name = NAME.matcher(body);
        if (!name.find()) {
            throw new IllegalArgumentException(body);
        }
        return name.group(1);
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
