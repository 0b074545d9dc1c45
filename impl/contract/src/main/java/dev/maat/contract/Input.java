package dev.maat.contract;

import java.util.List;
import java.util.Map;

/** An event that a {@link ProtocolCore} reacts to. */
public sealed interface Input {
    /**
     * The first input, once.
     *
     * @param self this process; its incarnation was made durable before
     * @param generation of the group; packets of another generation are not this group's
     * @param founder whether this is its node's first process in this generation and its node is among the founders: only
     *     then does it vote in view 0; otherwise it joins
     * @param founders the configured nodes of view 0 in rank order; their processes have incarnation 0. In a static group all nodes:
     *     their processes are the group, no view is installed, and multicasts come from the start on
     * @param contacts all nodes of the topology but this one, in a fixed order
     * @param options of the implementation, as configured ({@code ordering} = {@code fifo}, {@code total}, ...)
     */
    record Start(
            ProcessId self,
            String generation,
            boolean founder,
            List<String> founders,
            List<String> contacts,
            Map<String, String> options,
            Limits limits,
            Draw draw)
            implements Input {}

    /** A packet arrived. {@code from} is the sending node's name as the runtime saw it; the bytes are the core's to keep. */
    record Receive(String from, byte[] packet) implements Input {}

    /** A timer that was set and not cancelled since fired, once; it may be late, never early. */
    record TimerFired(long id) implements Input {}

    /**
     * The application multicasts; answered, now or later, by {@link Effect.Accepted} or {@link Effect.Refused}. No side changes the
     * payload afterwards.
     */
    record Multicast(long token, byte[] payload) implements Input {}

    /** The application asks to leave; eventually answered by {@link Effect.Left}. */
    record Leave() implements Input {}

    /**
     * The application's state, the answer to {@link Effect.TakeSnapshot} for that view: the very next input after it. The core may read
     * the image until it adds {@link Effect.ReleaseSnapshot}, or ends.
     */
    record Snapshot(String viewId, StateImage image) implements Input {
        /** With the state in one array, which no side changes afterwards. */
        public Snapshot(String viewId, byte[] state) {
            this(viewId, StateImage.of(state));
        }

        /** The whole state at once, for a core that sends no pieces. */
        public byte[] state() {
            return image.read(0, Math.toIntExact(image.sizeBytes()));
        }
    }

    /** The application has loaded the state of {@link Effect.LoadSnapshot} or {@link Effect.LoadStored}: the very next input after it. */
    record Loaded() implements Input {}
}
