package dev.maat.checkers.catalogue;

import java.util.List;

/**
 * What a history says of one property.
 *
 * @param id as in the catalogue, {@code "virtual-synchrony"}
 * @param definition in one line
 * @param verdict the verdict
 * @param applicable cases in which the premise held
 * @param atRisk those of them that a fault that bit or a view change overlapped
 * @param violations broken cases
 * @param withoutWeight inapplicable in a way that says nothing of the whole; an inapplicable part of liveness has weight
 * @param sentence the first violation as one sentence, or why the verdict is unknown or inapplicable; may be empty
 * @param witness few events that alone still violate, {@code closed} lines and crashes standing for what logs lack; empty unless
 *     violated
 */
public record PropertyResult(
        String id,
        String definition,
        Verdict verdict,
        long applicable,
        long atRisk,
        long violations,
        boolean withoutWeight,
        String sentence,
        List<WitnessEvent> witness) {
    public PropertyResult {
        witness = List.copyOf(witness);
    }
}
