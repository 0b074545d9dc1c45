package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ProtocolCore;

/**
 * Tells that a message is safe at once, when it is delivered here. Breaks {@code safe-indication}.
 */
final class SafeOnDelivery extends Upcalls {
    SafeOnDelivery(ProtocolCore core) {
        super(core);
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        switch (effect) {
            case Effect.Stable stable -> {
                // told before
            }
            case Effect.Deliver deliver
            when deliver.handle() != Effect.NO_HANDLE -> {
                effects.add(deliver);
                effects.add(new Effect.Stable(deliver.handle()));
            }
            default -> effects.add(effect);
        }
    }
}
