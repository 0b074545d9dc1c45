package dev.maat.node.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** A message from the node to the harness, among the lines of the history; the package describes each. */
public sealed interface Answer {
    record Hello(int version, String node, @Nullable String process) implements Answer {}

    /** {@code unscheduledMillis}: how long the process was kept from running since the last beat; 0 if it was not. */
    record Beat(long unscheduledMillis) implements Answer {}

    record Started(String process, boolean founder) implements Answer {}

    /** {@code received}: packets by peer since the last probe; every peer of the topology is named. */
    record Probed(long id, String via, SequencedMap<String, Long> received) implements Answer {
        /** The {@code via} of packets of the group's own sockets. */
        public static final String TRANSPORT = "transport";

        /** The {@code via} of packets of sockets beside those of the group. */
        public static final String BESIDE = "beside";

        public Probed {
            received = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(received));
        }

        public boolean isBeside() {
            return via.equals(BESIDE);
        }
    }

    record Refused(long number, String why) implements Answer {}

    record Failed(String why) implements Answer {}

    record Ended(String process, int exitCode, String why) implements Answer {}
}
