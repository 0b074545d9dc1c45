package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ProcessId;
import dev.maat.contract.ProtocolCore;

/**
 * Throws when another member is suspected and a view change has begun: an unexpected state in a rare moment. Breaks {@code
 * no-unprovoked-exit}.
 */
final class DiesOfSuspicion extends Upcalls {
    private boolean blocked;

    DiesOfSuspicion(ProtocolCore core) {
        super(core);
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        switch (effect) {
            case Effect.Block block -> blocked = true;
            case Effect.Unblock unblock -> blocked = false;
            case Effect.Suspect(ProcessId who, boolean on)
            when on && blocked ->
                throw new IllegalStateException("suspected " + who + " in the middle of a view change");
            default -> {}
        }
        effects.add(effect);
    }
}
