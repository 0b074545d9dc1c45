package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import org.jspecify.annotations.Nullable;

/**
 * Hands up, in each new view, once more the last message of the view before, unless it has been reported as stable: as if the
 * flush sent again a message that it took for undelivered. Breaks {@code no-duplication} and {@code same-view-delivery}.
 */
final class ReplayedTail implements ProtocolCore {
    private final ProtocolCore core;
    private Effect.@Nullable Deliver last;

    ReplayedTail(ProtocolCore core) {
        this.core = core;
    }

    @Override
    public void step(long nowNanos, Input input, Effects effects) {
        core.step(nowNanos, input, effect -> pass(effect, effects));
    }

    @Override
    public void flush(long nowNanos, Effects effects) {
        core.flush(nowNanos, effect -> pass(effect, effects));
    }

    @Override
    public void unreachable(long nowNanos, String node, Effects effects) {
        core.unreachable(nowNanos, node, effects);
    }

    private void pass(Effect effect, Effects effects) {
        effects.add(effect);
        switch (effect) {
            case Effect.Deliver deliver -> last = deliver;
            case Effect.Stable stable -> forget(stable.handle());
            case Effect.InstallView install -> replay(effects);
            default -> {
                // passes
            }
        }
    }

    private void forget(long handle) {
        if (last != null && last.handle() == handle) {
            last = null;
        }
    }

    private void replay(Effects effects) {
        if (last != null) {
            effects.add(last);
            last = null;
        }
    }
}
