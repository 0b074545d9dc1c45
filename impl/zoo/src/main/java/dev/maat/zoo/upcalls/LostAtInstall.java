package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ProtocolCore;

/**
 * Loses the first message behind each view: buffers are switched before the recovered messages are delivered (Corosync PR
 * 663). Breaks {@code validity}.
 */
final class LostAtInstall extends Upcalls {
    private boolean first;

    LostAtInstall(ProtocolCore core) {
        super(core);
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        switch (effect) {
            case Effect.InstallView install -> first = true;
            case Effect.Deliver deliver
            when first -> {
                first = false;
                return;
            }
            default -> {}
        }
        effects.add(effect);
    }
}
