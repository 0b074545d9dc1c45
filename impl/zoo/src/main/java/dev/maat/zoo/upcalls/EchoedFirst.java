package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ProtocolCore;

/**
 * Hands the first message of each view up twice, as where the result of adding its number to the set of delivered ones is
 * ignored (JGRP-1458). Breaks {@code no-duplication}.
 */
final class EchoedFirst extends Upcalls {
    private boolean first;

    EchoedFirst(ProtocolCore core) {
        super(core);
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        effects.add(effect);
        switch (effect) {
            case Effect.InstallView install -> first = true;
            case Effect.Deliver deliver
            when first -> {
                first = false;
                effects.add(deliver);
            }
            default -> {}
        }
    }
}
