package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import java.util.ArrayList;
import java.util.List;

/**
 * Delivers the message that filled a gap after the one that waited for it: where one input makes several messages of one sender
 * deliverable, the first two are swapped. Breaks {@code fifo-gap-free}, and {@code weak-total-order}.
 */
final class SwappedPair implements ProtocolCore {
    private final ProtocolCore core;

    SwappedPair(ProtocolCore core) {
        this.core = core;
    }

    @Override
    public void step(long nowNanos, Input input, Effects effects) {
        List<Effect> all = new ArrayList<>();
        core.step(nowNanos, input, all::add);
        swap(all, effects);
    }

    @Override
    public void flush(long nowNanos, Effects effects) {
        List<Effect> all = new ArrayList<>();
        core.flush(nowNanos, all::add);
        swap(all, effects);
    }

    @Override
    public void unreachable(long nowNanos, String node, Effects effects) {
        core.unreachable(nowNanos, node, effects);
    }

    private static void swap(List<Effect> all, Effects effects) {
        for (int i = 0; i + 1 < all.size(); i++) {
            if (all.get(i) instanceof Effect.Deliver first
                    && all.get(i + 1) instanceof Effect.Deliver second
                    && first.sender().equals(second.sender())) {
                all.set(i, second);
                all.set(i + 1, first);
                break;
            }
        }
        all.forEach(effects::add);
    }
}
