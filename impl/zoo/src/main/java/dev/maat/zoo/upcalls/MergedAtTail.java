package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ProtocolCore;
import org.jspecify.annotations.Nullable;

/**
 * Puts a message of several packets behind the one that follows it, as a reassembled fragment at the tail of the batch
 * (JGRP-1648). Breaks {@code fifo-gap-free}.
 */
final class MergedAtTail extends Upcalls {
    private static final int PACKET_BYTES = 1_400;
    private Effect.@Nullable Deliver held;

    MergedAtTail(ProtocolCore core) {
        super(core);
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        switch (effect) {
            case Effect.Deliver deliver when held == null && deliver.payload().length > PACKET_BYTES -> held = deliver;
            case Effect.Deliver deliver -> {
                effects.add(deliver);
                release(effects);
            }
            case Effect.Upcall upcall -> {
                release(effects);
                effects.add(upcall);
            }
            default -> effects.add(effect);
        }
    }

    private void release(Effects effects) {
        if (held != null) {
            effects.add(held);
            held = null;
        }
    }
}
