package dev.maat.checkers.recording;

import java.util.List;
import java.util.Map;

/**
 * The first line of a history.
 *
 * @param implementation the implementation under test
 * @param claims one profile, or property ids; an empty list claims nothing
 * @param membership {@code "primary"}, {@code "partitionable"} or {@code "static"}
 * @param generation of the group
 * @param nodes every node of the topology
 * @param clockSource how {@code t} was made comparable
 * @param clockErrorNanos the largest error of {@code t} between nodes
 * @param places scope of a place, {@code "view"} or {@code "global"}
 * @param sendOrder {@code "return"} or {@code "invocation"}
 * @param more further keys (seed, deployment, versions ...), in their order
 */
public record RecordedHeader(
        String implementation,
        List<String> claims,
        String membership,
        String generation,
        List<String> nodes,
        String clockSource,
        long clockErrorNanos,
        String places,
        String sendOrder,
        Map<String, ?> more) {

    /** A group with a primary component, places per view, order of sends by their return. */
    public static RecordedHeader primary(
            String implementation, String claim, String generation, List<String> nodes, Map<String, ?> more) {
        return new RecordedHeader(
                implementation,
                List.of(claim),
                "primary",
                generation,
                nodes,
                "host-monotonic",
                0,
                "view",
                "return",
                more);
    }
}
