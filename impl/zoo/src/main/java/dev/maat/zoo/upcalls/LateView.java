package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.Input;
import dev.maat.contract.ProtocolCore;
import org.jspecify.annotations.Nullable;

/**
 * Hands a view up only with the next input: what is delivered in the same step reaches the application in the old view.
 * Breaks {@code same-view-delivery}.
 */
final class LateView extends Upcalls {
    private Effect.@Nullable InstallView held;

    LateView(ProtocolCore core) {
        super(core);
    }

    @Override
    protected boolean takes(Input input, Effects effects) {
        if (held != null) {
            effects.add(held);
            held = null;
        }
        return true;
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        if (effect instanceof Effect.InstallView install) {
            held = install;
        } else {
            effects.add(effect);
        }
    }
}
