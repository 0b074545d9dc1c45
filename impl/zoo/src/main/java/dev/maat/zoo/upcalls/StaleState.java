package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import org.jspecify.annotations.Nullable;

/**
 * Gives a joiner the state as it was at the view before (as a joiner that ignores the digest it was given, JGRP-1477).
 * Breaks {@code state-transfer}.
 */
final class StaleState extends Upcalls {
    private byte @Nullable [] before;

    StaleState(ProtocolCore core) {
        super(core);
    }

    @Override
    protected Input heard(Input input) {
        if (input instanceof Input.Snapshot snapshot) {
            byte[] stale = before == null ? snapshot.state() : before;
            before = snapshot.state();
            return new Input.Snapshot(snapshot.viewId(), stale);
        }
        return input;
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        effects.add(effect);
    }
}
