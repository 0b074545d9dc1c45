package dev.maat.engine.certify.records;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.bundle.PackedHistory;
import dev.maat.engine.certify.plan.BatterySource;
import java.util.ArrayList;
import java.util.List;

/**
 * One run of a certification, as the bundle keeps it.
 *
 * @param run its number in the plan
 * @param historySha256 of its raw history, whether the bundle holds it or not
 * @param rawBytes of that history
 */
public record RunRecord(
        int run,
        String source,
        String deployment,
        String transport,
        long seed,
        boolean kept,
        String historySha256,
        long rawBytes,
        Derived derived,
        Told told) {

    /**
     * The harness's knowledge of a run beyond its history.
     *
     * @param harnessFailure empty if it did not fail
     * @param unasked what disturbed the group from outside
     * @param doubts faults that had to have an effect and had none, and properties that had to be exercised and were not
     * @param setAside what came of the run before, beside others, where it was made again alone: a sentence; empty: it was made once
     */
    public record Told(
            String harnessFailure, List<String> unasked, List<String> doubts, List<String> setAside, long tookMillis) {
        public Told {
            unasked = List.copyOf(unasked);
            doubts = List.copyOf(doubts);
            setAside = List.copyOf(setAside);
        }
    }

    /** The same with a result that was set aside. */
    public RunRecord withSetAside(String what) {
        Told more = new Told(told.harnessFailure, told.unasked, told.doubts, List.of(what), told.tookMillis);
        return new RunRecord(run, source, deployment, transport, seed, kept, historySha256, rawBytes, derived, more);
    }

    /** The verdict of the run: that of its history, as far as the harness's own knowledge leaves it standing. */
    public Verdict verdict() {
        if (!told.unasked.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        Verdict history = verdict(derived.verdict());
        boolean doubtful = !told.doubts.isEmpty() || !told.harnessFailure.isEmpty();
        return doubtful && history != Verdict.VIOLATED ? Verdict.UNKNOWN : history;
    }

    /** Whether the harness could not pack the history, so that nothing is known of the run. */
    public boolean isLost() {
        return !kept
                && !told.harnessFailure.isEmpty()
                && historySha256.equals(PackedHistory.NONE.sha256())
                && derived.equals(Derived.LOST);
    }

    /** Whether a property is violated in the history of a group that was disturbed: it decides nothing, and may not pass for nothing. */
    public boolean isDisturbedViolation() {
        return !told.unasked.isEmpty() && derived.isViolated();
    }

    /** A word that no verdict has is no verdict: unknown. */
    private static Verdict verdict(String word) {
        for (Verdict verdict : Verdict.values()) {
            if (verdict.word().equals(word)) {
                return verdict;
            }
        }
        return Verdict.UNKNOWN;
    }

    /**
     * Whether a case of the battery did not come to its situation: its run proves nothing of it. A violation stands wherever it is seen.
     */
    public boolean notReached() {
        boolean effectless = BatterySource.isBattery(source) && !told.doubts.isEmpty();
        return verdict() != Verdict.VIOLATED
                && told.unasked.isEmpty()
                && told.harnessFailure.isEmpty()
                && (effectless || !derived.notReached().isEmpty());
    }

    /** The verdict in a word, or that the situation was not reached. */
    public String word() {
        return notReached() ? "not reached" : verdict().word();
    }

    /** Whether the run says anything about the implementation. */
    public boolean counts() {
        return !notReached() && isDecided();
    }

    private boolean isDecided() {
        return switch (verdict()) {
            case HOLDS, NOT_EXERCISED, VIOLATED -> true;
            case UNKNOWN, INAPPLICABLE -> false;
        };
    }

    /** Why the run does not count, or is violated; one sentence. */
    public String reason() {
        List<String> reasons = new ArrayList<>();
        if (verdict() == Verdict.VIOLATED) {
            addViolated(reasons);
        }
        if (!told.harnessFailure.isEmpty()) {
            reasons.add("the harness failed: " + told.harnessFailure);
        }
        told.unasked.forEach(what -> reasons.add("disturbed from outside: " + what));
        reasons.addAll(told.doubts);
        addViolated(reasons);
        if (!derived.notReached().isEmpty()) {
            reasons.add("the run did not reach " + String.join("; nor ", derived.notReached()));
        }
        reasons.addAll(derived.reasons());
        return reasons.isEmpty() ? "" : reasons.getFirst();
    }

    private void addViolated(List<String> reasons) {
        derived.violated().forEach(property -> reasons.add(property.id() + ": " + property.sentence()));
    }
}
