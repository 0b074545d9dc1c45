package dev.maat.suites.containers;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import dev.maat.reference.ReferenceProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The reference, but on one node it begins only when a file is there. Until then the group does not gather, so that a test has its
 * own programs running before the plan begins, however long they take to start.
 */
public final class LateStart implements ImplementationProvider.Pure {
    static final String LATE = "n2";

    /** Within the container. */
    static final String GATE = "/gate/open";

    /** For the loader. */
    public LateStart() {}

    @Override
    public ProtocolCore newCore(String name, Map<String, String> options) {
        return new Gated(new ReferenceProvider().newCore(ReferenceProvider.NAME, options));
    }

    private static final class Gated implements ProtocolCore {
        private static final long POLL_TIMER = 1;
        private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

        private final ProtocolCore core;
        private Input.@Nullable Start waiting;

        Gated(ProtocolCore core) {
            this.core = core;
        }

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            if (input instanceof Input.Start start && start.self().node().equals(LATE)) {
                waiting = start;
                effects.add(new Effect.SetTimer(POLL_TIMER, POLL_NANOS));
            } else if (waiting == null) {
                core.step(nowNanos, input, effects);
            } else if (input instanceof Input.TimerFired) {
                lookAtTheGate(nowNanos, waiting, effects);
            }
            // Packets that come before the start are as good as lost.
        }

        private void lookAtTheGate(long nowNanos, Input.Start start, Effects effects) {
            if (Files.exists(Path.of(GATE))) {
                waiting = null;
                core.step(nowNanos, start, effects);
            } else {
                effects.add(new Effect.SetTimer(POLL_TIMER, POLL_NANOS));
            }
        }

        @Override
        public void flush(long nowNanos, Effects effects) {
            if (waiting == null) {
                core.flush(nowNanos, effects);
            }
        }
    }
}
