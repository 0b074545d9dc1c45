package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ProtocolCore;

/**
 * Counts places from 1 again in each view, where they go on over views. Breaks {@code place-agreement}.
 */
final class PlacesFromOne extends Upcalls {
    private long base;
    private long last;

    PlacesFromOne(ProtocolCore core) {
        super(core);
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        switch (effect) {
            case Effect.InstallView install -> {
                base = last;
                effects.add(install);
            }
            case Effect.Deliver deliver
            when deliver.place() != Effect.NO_PLACE -> {
                last = deliver.place();
                effects.add(new Effect.Deliver(
                        deliver.sender(), deliver.payload(), deliver.place() - base, deliver.handle()));
            }
            default -> effects.add(effect);
        }
    }
}
