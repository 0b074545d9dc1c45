package dev.maat.node.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A message from the harness to the node; the package describes each. */
public sealed interface Command {
    /** @param version of the protocol, as the harness speaks it */
    record Hello(int version, String token) implements Command {
        /** Without the token: it is a secret. */
        @Override
        public String toString() {
            return "Hello[version=" + version + "]";
        }
    }

    /**
     * Become a process of the group.
     *
     * @param implementation name, as a manifest in the node's implementations folder offers it
     * @param options of the implementation
     * @param transport {@code udp}, {@code multicast} or {@code tcp}
     * @param addresses {@code host:port} of every node of the topology, in a fixed order
     * @param multicastGroup {@code address:port}, with transport {@code multicast} only
     * @param founders nodes of view 0 in rank order
     * @param generation of the group
     * @param seed of the run, for the implementation's draws
     * @param originNanos the host's monotonic clock when the run began
     * @param nowNanos the same clock when the harness sent this
     * @param limits the implementation is to keep
     * @param stateBytes how long the application's state is, at least
     */
    record Start(
            String implementation,
            SequencedMap<String, String> options,
            String transport,
            SequencedMap<String, String> addresses,
            @Nullable String multicastGroup,
            List<String> founders,
            String generation,
            long seed,
            long originNanos,
            long nowNanos,
            StartLimits limits,
            int stateBytes)
            implements Command {
        public Start {
            options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
            addresses = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(addresses));
            founders = List.copyOf(founders);
        }
    }

    /**
     * As {@link dev.maat.contract.Limits}, in bytes, and one more.
     *
     * @param maxCallMillis how long a call of a live member may wait before it counts as one that does not return
     */
    record StartLimits(int maxPacketBytes, int maxPayloadBytes, long maxBufferBytes, long maxCallMillis) {}

    record Follow(long line) implements Command {}

    record Multicast(long number, int size, boolean last) implements Command {}

    record Probe(long id) implements Command {}

    record Leave() implements Command {}

    /** Close the log; what happens from then on is not recorded. */
    record Stop() implements Command {}

    /** Exit, once the log is closed. */
    record Exit() implements Command {}
}
