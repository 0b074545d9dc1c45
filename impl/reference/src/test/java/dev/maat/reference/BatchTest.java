package dev.maat.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.contract.Effect;
import dev.maat.contract.Input;
import dev.maat.contract.Limits;
import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Timer;
import dev.maat.reference.parts.ReferenceParts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Multicasts that share one flush. */
class BatchTest {
    private static final long MILLI = 1_000_000;
    private static final int MAX_TICKS = 1_000;

    @Test
    void aBatchLongerThanTheQueueIsAcceptedWhileTheWindowIsOpen() {
        ReferenceCore core = new ReferenceCore(ReferenceParts.STANDARD, Map.of());
        List<Effect> effects = new ArrayList<>();
        Limits limits = new Limits(60_000, 256 * 1024, 8L << 20);
        ProcessId self = new ProcessId("n1", 0);
        core.step(
                MILLI,
                new Input.Start(self, "g", true, List.of("n1"), List.of(), Map.of(), limits, (stream, a, b) -> 0),
                effects::add);
        long now = MILLI;
        for (int i = 0; i < MAX_TICKS && effects.stream().noneMatch(Effect.InstallView.class::isInstance); i++) {
            now += 10 * MILLI;
            core.step(now, new Input.TimerFired(Timer.TICK.ordinal()), effects::add);
            core.flush(now, effects::add);
        }
        assertThat(effects).hasAtLeastOneElementOfType(Effect.InstallView.class);
        effects.clear();

        for (int token = 1; token <= 200; token++) {
            core.step(now, new Input.Multicast(token, new byte[10_000]), effects::add);
        }
        core.flush(now, effects::add);

        assertThat(effects).filteredOn(Effect.Refused.class::isInstance).isEmpty();
        assertThat(effects).filteredOn(Effect.Accepted.class::isInstance).hasSize(200);
    }
}
