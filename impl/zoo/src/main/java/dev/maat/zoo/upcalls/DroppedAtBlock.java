package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;

/**
 * Swallows the multicasts that arrive while the group is blocked, having told their sender that they were accepted (as
 * queued messages that are dropped at a view change, JGRP-2960). Breaks {@code validity}.
 */
final class DroppedAtBlock extends Upcalls {
    private boolean blocked;

    DroppedAtBlock(ProtocolCore core) {
        super(core);
    }

    @Override
    protected boolean takes(Input input, Effects effects) {
        if (blocked && input instanceof Input.Multicast multicast) {
            effects.add(new Effect.Accepted(multicast.token()));
            return false;
        }
        return true;
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        switch (effect) {
            case Effect.Block block -> blocked = true;
            case Effect.Unblock unblock -> blocked = false;
            default -> {}
        }
        effects.add(effect);
    }
}
