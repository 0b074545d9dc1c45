package dev.maat.zoo.transition;

import dev.maat.reference.parts.TransferRule;

/**
 * A ballot is opened to admit a joiner while another loads. The one that loads cannot promise and is thrown out: joiners
 * throw out each other. Breaks {@code no-unprovoked-exit}.
 */
final class ImpatientAdmission implements TransferRule {
    @Override
    public boolean mayAdmit(boolean joinerLoads) {
        return true;
    }
}
