package dev.maat.checkers.catalogue;

import java.util.List;

/**
 * The outcome of judging one property on a history.
 *
 * @param id as in the catalogue, such as {@code "virtual-synchrony"}
 * @param definition in one line
 * @param applicable cases in which the premise held
 * @param atRisk those of these cases that a fault that bit, or a view change, overlapped
 * @param violations broken cases
 * @param withoutWeight whether an inapplicable property does not count in a profile; an inapplicable part of liveness counts
 * @param sentence the first violation as one sentence, or why the verdict is unknown or inapplicable; may be empty
 * @param witness few events that alone still violate the property; {@code closed} lines and crashes stand for events that logs
 *     lack. Empty unless violated
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
