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
 * The reference, but one node waits for a test: it begins only when a file is there, and comes to a phase when a second one is. Until it
 * begins the group does not gather and the plan does not begin, and a fault can wait for the phase. So the test's own programs may take
 * as long as a busy machine makes them.
 */
public final class LateStart implements ImplementationProvider.Pure {
    static final String LATE = "n2";

    /** Files within its container. */
    static final String BEGIN = "/gates/begin";

    static final String GO_ON = "/gates/go-on";

    /** The phase that it comes to. */
    static final String MARK = "go-on";

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
        private boolean isToldToGoOn = true;

        Gated(ProtocolCore core) {
            this.core = core;
        }

        @Override
        public void step(long nowNanos, Input input, Effects effects) {
            if (input instanceof Input.Start start && start.self().node().equals(LATE)) {
                waiting = start;
                isToldToGoOn = false;
                effects.add(new Effect.SetTimer(POLL_TIMER, POLL_NANOS));
            } else if (waiting == null) {
                core.step(nowNanos, input, effects);
                markTheSecondFile(effects);
            } else if (input instanceof Input.TimerFired) {
                beginIfTold(nowNanos, waiting, effects);
            }
            // Packets that come before the start are as good as lost.
        }

        private void markTheSecondFile(Effects effects) {
            if (!isToldToGoOn && Files.exists(Path.of(GO_ON))) {
                isToldToGoOn = true;
                effects.add(new Effect.Phase(MARK, true));
                effects.add(new Effect.Phase(MARK, false));
            }
        }

        private void beginIfTold(long nowNanos, Input.Start start, Effects effects) {
            if (Files.exists(Path.of(BEGIN))) {
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
