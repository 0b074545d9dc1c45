package dev.maat.zoo;

import dev.maat.reference.parts.SequencerPolicy;

/**
 * Gives messages that are unplaced at a change the next places, though a sequencer that is left behind may have given those to
 * others. Breaks {@code uniform-place-agreement}, which the reference keeps beyond the profile that it claims; so this one claims
 * it besides the profile.
 */
final class DoublePlace implements SequencerPolicy {
    @Override
    public int sequencer(int members) {
        return 0;
    }

    @Override
    public boolean placesAtChange() {
        return true;
    }
}
