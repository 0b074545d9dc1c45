package dev.maat.engine.live;

import dev.maat.node.protocol.NodeClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Waits for a node's hello. One that does not come is reported with all that is known of the node: how its process is, and the last
 * that it printed.
 */
final class FirstContact {
    /**
     * Shorter than the usual budget for the start of the founders, which says only that a node did not start. The difference is for the
     * start of the process itself.
     */
    static final Duration LIMIT = Duration.ofSeconds(50);
    /** Between two questions to the host whether there is still a node to wait for. */
    private static final Duration ATTEMPT = Duration.ofSeconds(5);

    private static final String REMEDY =
            " ('./maat probe' with the manifest of a program of your own shows which step of the node protocol is wrong)";

    private final NodeHosts hosts;
    private final Duration limit;

    FirstContact(NodeHosts hosts, Duration limit) {
        this.hosts = hosts;
        this.limit = limit;
    }

    /**
     * Connects to a node that was just started.
     *
     * @throws IOException if the node's process ends or the limit is reached before its hello; the message says what is known
     */
    NodeClient connect(String node, InetSocketAddress address, NodeSession session)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            long leftNanos = Math.max(0, deadline - System.nanoTime());
            try {
                return NodeClient.connect(address, hosts.token(), min(ATTEMPT, Duration.ofNanos(leftNanos)), session);
            } catch (IOException e) {
                HostCondition condition = hosts.condition(node);
                if (condition.kind() == HostCondition.Kind.ENDED || leftNanos == 0) {
                    throw new IOException(describe(node, condition, e), e);
                }
            }
        }
    }

    /** Of the last attempt alone. */
    private static String reason(IOException last) {
        Throwable cause = last.getCause();
        return String.valueOf((cause == null ? last : cause).getMessage());
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private String describe(String node, HostCondition condition, IOException last) {
        boolean hasEnded = condition.kind() == HostCondition.Kind.ENDED;
        String output = Excerpt.of(hosts.lastOutput(node));
        return "node " + node + " did not say hello"
                + (hasEnded ? "" : " within " + TimeUnit.MILLISECONDS.toSeconds(limit.toMillis()) + " s") + ": "
                + condition.words()
                + (hasEnded ? "" : " (" + reason(last) + ")")
                + (output.isEmpty() ? "; it has printed nothing" : "; the last that it printed: " + output)
                + REMEDY;
    }
}
