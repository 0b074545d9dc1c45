package dev.maat.zoo.upcalls;

import dev.maat.contract.Effect;
import dev.maat.contract.Effects;
import dev.maat.contract.ProtocolCore;
import java.util.Arrays;

/**
 * Cuts a long message at the length of one packet (as the wrong length of a message that is split, Corosync 105f3ae9).
 * Breaks {@code delivery-integrity}.
 */
final class ShortFragment extends Upcalls {
    private static final int PACKET_BYTES = 1_400;

    ShortFragment(ProtocolCore core) {
        super(core);
    }

    @Override
    protected void pass(Effect effect, Effects effects) {
        if (effect instanceof Effect.Deliver deliver && deliver.payload().length > PACKET_BYTES) {
            byte[] begin = Arrays.copyOf(deliver.payload(), PACKET_BYTES);
            effects.add(new Effect.Deliver(deliver.sender(), begin, deliver.place(), deliver.handle()));
        } else {
            effects.add(effect);
        }
    }
}
