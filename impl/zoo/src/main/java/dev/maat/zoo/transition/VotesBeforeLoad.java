package dev.maat.zoo.transition;

import dev.maat.reference.parts.TransferRule;

/**
 * A joiner votes before it has loaded. Joiners can be a quorum that goes on after the last member with the state has died.
 * Breaks {@code state-transfer}.
 */
final class VotesBeforeLoad implements TransferRule {
    @Override
    public boolean mayVote(boolean loaded) {
        return true;
    }
}
