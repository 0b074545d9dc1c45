package dev.maat.zoo.agreement;

import dev.maat.reference.parts.SuccessorRule;

/**
 * Where all promisers leave, one of them ends the group alone, although a member that does not leave may still promise. That
 * member is stranded without any crash. Breaks {@code membership-precision}.
 */
final class EarlyEndOfGroup implements SuccessorRule {
    @Override
    public boolean mayEndGroup(boolean stayersMayPromise) {
        return true;
    }
}
