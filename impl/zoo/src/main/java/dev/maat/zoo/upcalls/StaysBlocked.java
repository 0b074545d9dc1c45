package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ProtocolCore;

/**
 * Forgets to take back the block after each second view: the sender stays blocked (JGRP-2853). Breaks {@code send-liveness}.
 */
final class StaysBlocked extends Upcalls {
    private boolean even;

    StaysBlocked(ProtocolCore core) {
        super(core);
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        switch (effect) {
            case Effect.InstallView install -> even = install.view().seq() % 2 == 0;
            case Effect.Unblock unblock
            when even -> {
                return;
            }
            default -> {}
        }
        effects.add(effect);
    }
}
