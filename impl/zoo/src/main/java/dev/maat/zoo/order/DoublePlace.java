package dev.maat.zoo.order;

import dev.maat.reference.parts.SequencerPolicy;

/**
 * Gives the next places to messages that are unplaced at the end of a view, although a sequencer that was left behind may have
 * given those places to other messages. Breaks {@code uniform-place-agreement}, which the reference keeps beyond the profile that
 * it claims; so this defect claims it besides the profile.
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
