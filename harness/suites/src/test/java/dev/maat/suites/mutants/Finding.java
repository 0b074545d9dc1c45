package dev.maat.suites.mutants;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.run.JudgedRun;
import java.util.List;

/**
 * The finding of one schedule against a mutant.
 *
 * @param property that is violated; empty unless the sort is {@link Sort#VIOLATED}
 * @param reason in one sentence; empty where nothing is found
 */
record Finding(Sort sort, String property, String reason) {
    /** Properties that the reference keeps though they are in no profile that it claims. */
    private static final List<String> KEPT_BESIDE_THE_CLAIM = List.of("safe-indication", "state-transfer");

    enum Sort {
        /** The history is judged to hold, as far as it is exercised. */
        NOTHING,
        /** A property that the reference keeps is violated. */
        VIOLATED,
        /** The group stood still before the run came to its end, so the history does not decide the claim. */
        STALLED,
        /** The history does not decide the claim for another reason: a fault that the case is about had no effect. */
        UNKNOWN,
        /** The run came to no end within its bound of events. */
        ENDLESS
    }

    static Finding endless() {
        return new Finding(Sort.ENDLESS, "", "the run came to no end");
    }

    static Finding of(JudgedRun run) {
        for (PropertyResult result : run.judgement().properties()) {
            boolean isKept = run.claimed().contains(result.id()) || KEPT_BESIDE_THE_CLAIM.contains(result.id());
            if (isKept && result.verdict() == Verdict.VIOLATED) {
                return new Finding(Sort.VIOLATED, result.id(), result.sentence());
            }
        }
        return switch (run.judgement().verdict()) {
            case HOLDS, NOT_EXERCISED -> new Finding(Sort.NOTHING, "", "");
            case VIOLATED -> new Finding(Sort.VIOLATED, "", run.lead());
            case UNKNOWN, INAPPLICABLE -> new Finding(undecided(run), "", run.lead());
        };
    }

    private static Sort undecided(JudgedRun run) {
        return run.result().outcome().standstill().isEmpty() ? Sort.UNKNOWN : Sort.STALLED;
    }
}
