package dev.maat.injectors.containers;

import dev.maat.injectors.InjectionException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Toxiproxy's own count of the bytes that went through each proxy. It counts a connection's bytes when the connection ends, so
 * the difference of two readings is about the connections that ended in between.
 */
final class ProxyMetrics {
    /** A busy machine keeps an answer waiting. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(30);

    private static final Pattern SAMPLE =
            Pattern.compile("^toxiproxy_proxy_(received|sent)_bytes_total\\{(.*)\\} (\\S+)$");
    private static final Pattern DIRECTION = Pattern.compile("direction=\"([^\"]*)\"");
    private static final Pattern PROXY = Pattern.compile("proxy=\"([^\"]*)\"");

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIME_LIMIT).build();
    private final URI address;

    ProxyMetrics(String host, int controlPort) {
        address = URI.create("http://" + host + ":" + controlPort + "/metrics");
    }

    /** One direction of one proxy. */
    record Stream(String proxy, String direction) {}

    /** Bytes into and out of a proxy, of connections that have ended. */
    record Bytes(long received, long sent) {
        static final Bytes NONE = new Bytes(0, 0);
    }

    Map<Stream, Bytes> read() {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(address).timeout(TIME_LIMIT).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new InjectionException("Toxiproxy's metrics answer with status " + answer.statusCode());
            }
            return parse(answer.body());
        } catch (IOException e) {
            throw new InjectionException("cannot read Toxiproxy's metrics: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InjectionException("interrupted", e);
        }
    }

    static Map<Stream, Bytes> parse(String exposition) {
        Map<Stream, Bytes> streams = new HashMap<>();
        for (String line : exposition.split("\n", -1)) {
            Matcher sample = SAMPLE.matcher(line);
            if (!sample.find()) {
                continue;
            }
            Matcher direction = DIRECTION.matcher(sample.group(2));
            Matcher proxy = PROXY.matcher(sample.group(2));
            if (direction.find() && proxy.find()) {
                long bytes = (long) Double.parseDouble(sample.group(3));
                boolean received = sample.group(1).equals("received");
                streams.merge(
                        new Stream(proxy.group(1), direction.group(1)),
                        received ? new Bytes(bytes, 0) : new Bytes(0, bytes),
                        (a, b) -> new Bytes(a.received() + b.received(), a.sent() + b.sent()));
            }
        }
        return streams;
    }
}
