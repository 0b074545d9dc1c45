package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ProtocolCore;
import dev.maat.contract.View;

/**
 * Gives two views in a row the same number. Breaks {@code local-monotonicity}.
 */
final class SameNumberAgain extends Upcalls {
    SameNumberAgain(ProtocolCore core) {
        super(core);
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        if (effect instanceof Effect.InstallView(View view)) {
            effects.add(new Effect.InstallView(
                    new View(view.id(), view.seq() | 1, view.members(), view.primary(), view.transitional())));
        } else {
            effects.add(effect);
        }
    }
}
