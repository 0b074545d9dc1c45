package dev.maat.checkers.assertions;

import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.Profile;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.history.History;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asserts verdicts on a history. Each method returns this, or throws an {@link AssertionError} that tells the violation as one
 * sentence, followed by the lines of the history that prove it. Not for several threads.
 *
 * <p>{@code unknown} and {@code inapplicable} satisfy no assertion: such a history proves nothing. A property that was never at risk
 * ({@code not-exercised}) is not broken; {@link #exercised} asserts that it was at risk.
 */
public final class HistoryAssert {
    private final History history;
    private @Nullable Judgement judged;

    HistoryAssert(History history) {
        this.history = history;
    }

    /**
     * Every property of a profile is kept: its verdict is {@link Verdict#HOLDS}, or {@link Verdict#NOT_EXERCISED} where
     * nothing was at risk. Liveness is included, so a history without a {@code quiet} line is unknown and fails.
     */
    public HistoryAssert holds(Profile profile) {
        Judgement judgement = profile.check(history);
        if (judgement.verdict() != Verdict.HOLDS && judgement.verdict() != Verdict.NOT_EXERCISED) {
            StringBuilder told = new StringBuilder("profile ")
                    .append(profile.name())
                    .append(" is ")
                    .append(judgement.verdict().word());
            judgement.reasons().forEach(reason -> told.append("\n  ").append(reason));
            judgement.properties().stream()
                    .filter(result -> result.verdict() == Verdict.VIOLATED)
                    .filter(result -> isPart(profile, result))
                    .findFirst()
                    .ifPresent(result -> witness(told.append("\n").append(result.id()), result));
            throw new AssertionError(told.toString());
        }
        return this;
    }

    /** Some property of a profile is broken. */
    public HistoryAssert violates(Profile profile) {
        Judgement judgement = profile.check(history);
        if (judgement.verdict() != Verdict.VIOLATED) {
            throw new AssertionError("profile " + profile.name() + " is "
                    + judgement.verdict().word() + ", and was expected to be violated");
        }
        return this;
    }

    /** A property is kept: it holds, or nothing was at risk. */
    public HistoryAssert satisfies(PropertyId property) {
        Verdict verdict = result(property).verdict();
        if (verdict != Verdict.HOLDS && verdict != Verdict.NOT_EXERCISED) {
            throw failure(property, "kept");
        }
        return this;
    }

    /** A property is broken. */
    public HistoryAssert violates(PropertyId property) {
        if (result(property).verdict() != Verdict.VIOLATED) {
            throw failure(property, "violated");
        }
        return this;
    }

    /** The history proves no violation of a property; the verdict may also be unknown or inapplicable. */
    public HistoryAssert doesNotViolate(PropertyId property) {
        if (result(property).verdict() == Verdict.VIOLATED) {
            throw failure(property, "not violated");
        }
        return this;
    }

    /**
     * A property was put to the test.
     *
     * @param minCases cases at risk, at least: cases that a fault that bit or a view change overlapped
     */
    public HistoryAssert exercised(PropertyId property, long minCases) {
        PropertyResult result = result(property);
        if (result.atRisk() < minCases) {
            throw new AssertionError(
                    "%s had %d cases at risk of %d applicable, and was expected to have at least %d: %s"
                            .formatted(
                                    property.id(),
                                    result.atRisk(),
                                    result.applicable(),
                                    minCases,
                                    result.sentence().isEmpty() ? result.definition() : result.sentence()));
        }
        return this;
    }

    private PropertyResult result(PropertyId property) {
        if (judged == null) {
            judged = Judge.judge(history);
        }
        List<PropertyResult> results = judged.properties();
        return results.stream()
                .filter(result -> result.id().equals(property.id()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(property.id() + " is no property of the catalogue"));
    }

    private AssertionError failure(PropertyId property, String expected) {
        PropertyResult result = result(property);
        StringBuilder told = new StringBuilder(property.id())
                .append(" is ")
                .append(result.verdict().word())
                .append(", and was expected to be ")
                .append(expected)
                .append(" (")
                .append(property.definition())
                .append(')');
        witness(told, result);
        return new AssertionError(told.toString());
    }

    private static void witness(StringBuilder told, PropertyResult result) {
        if (!result.sentence().isEmpty()) {
            told.append("\n  ").append(result.sentence());
        }
        if (result.violations() > 1) {
            told.append("\n  (the first of ").append(result.violations()).append(" violations)");
        }
        for (WitnessEvent event : result.witness()) {
            told.append("\n    ").append(event.line());
        }
    }

    private boolean isPart(Profile profile, PropertyResult result) {
        return profile.properties(history).stream().anyMatch(part -> part.id().equals(result.id()));
    }
}
