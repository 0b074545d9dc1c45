package dev.maat.checkers.finding;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.facts.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The findings of one checker: cases counted, the first violation with its witness, the first reason for an unknown verdict. */
public final class Findings {
    private final Facts facts;
    private final PropertyId property;
    private long applicable;
    private long atRisk;
    private long violations;
    private String sentence = "";
    private List<WitnessEvent> witness = List.of();
    private @Nullable String unknown;
    private @Nullable String inapplicable;
    private boolean withoutWeight;
    private @Nullable List<String> allTold;
    private UnaryOperator<Witness> inEveryWitness = UnaryOperator.identity();

    /** Makes the sentence of a violation, and adds the events that prove it to a witness. */
    @FunctionalInterface
    public interface Telling {
        String tell(Witness witness);
    }

    public Findings(Facts facts, PropertyId property) {
        this.facts = facts;
        this.property = property;
        this.withoutWeight = !property.liveness();
        this.unknown = property.asksTheGroup() ? facts.core.outsiders() : null;
    }

    /** A case in which the premise held. */
    public void applicable(boolean risky) {
        applicable++;
        atRisk += risky ? 1 : 0;
    }

    /** Many such cases, some of them at risk. */
    public void applicable(long cases, long risky) {
        applicable += cases;
        atRisk += risky;
    }

    public boolean anyViolation() {
        return violations > 0;
    }

    public boolean tellsAll() {
        return allTold != null;
    }

    /** Makes every violation told from now on, not only the first one; for small histories. */
    public List<String> tellAll() {
        List<String> told = new ArrayList<>();
        allTold = told;
        return told;
    }

    /** A broken case whose sentence is cheap to make. */
    public void violated(String told, Consumer<Witness> proof) {
        violated(witness -> {
            proof.accept(witness);
            return told;
        });
    }

    /** A broken case. Only the first one is told, so that many violations cost no more than one. */
    public void violated(Telling telling) {
        if (violations++ > 0 && allTold == null) {
            return;
        }
        Witness proof = inEveryWitness.apply(new Witness(facts));
        String told = telling.tell(proof);
        if (violations == 1) {
            sentence = told;
            witness = proof.events();
        }
        if (allTold != null) {
            allTold.add(told);
        }
    }

    /** A case would be broken if a log were complete, or the property cannot be judged at all. */
    public void unknown(String why) {
        if (unknown == null) {
            unknown = why;
        }
    }

    /** {@link #unknown(String)} with a reason that is expensive to make. */
    public void unknown(Supplier<String> why) {
        if (unknown == null) {
            unknown = why.get();
        }
    }

    /** The property says nothing about this history. */
    public void inapplicable(String why) {
        inapplicable = why;
    }

    /** The property says nothing about this history, and does not count in a profile although it is liveness. */
    void inapplicableWithoutWeight(String why) {
        inapplicable = why;
        withoutWeight = true;
    }

    /** Adds events to every witness: without them the property would say nothing about the witness alone. */
    public void inEveryWitness(UnaryOperator<Witness> added) {
        inEveryWitness = added;
    }

    /**
     * Whether liveness can be judged here; if not, records the reason. Call it first, and {@link #finishLiveness} last.
     */
    public boolean livenessCanBeJudged() {
        if (facts.core.unknown() != null) {
            unknown(facts.core.unknown());
            return false;
        }
        if (facts.core.inapplicable() != null) {
            inapplicable(facts.core.inapplicable());
            return false;
        }
        return true;
    }

    public void finishLiveness() {
        if (facts.core.unfinished() != null) {
            unknown(facts.core.unfinished());
        }
    }

    /** The result if a checker, or a fact that it needs, failed: unknown. */
    public static PropertyResult failed(PropertyId property, Throwable failure) {
        return new PropertyResult(
                property.id(),
                property.definition(),
                Verdict.UNKNOWN,
                0,
                0,
                0,
                false,
                "its checker failed: " + failure,
                List.of());
    }

    public PropertyResult result() {
        if (inapplicable != null) {
            return new PropertyResult(
                    property.id(),
                    property.definition(),
                    Verdict.INAPPLICABLE,
                    0,
                    0,
                    0,
                    withoutWeight,
                    inapplicable,
                    List.of());
        }
        Verdict verdict = violations > 0
                ? Verdict.VIOLATED
                : unknown != null ? Verdict.UNKNOWN : atRisk > 0 ? Verdict.HOLDS : Verdict.NOT_EXERCISED;
        return new PropertyResult(
                property.id(),
                property.definition(),
                verdict,
                applicable,
                atRisk,
                violations,
                false,
                violations == 0 && unknown != null ? unknown : sentence,
                new ArrayList<>(witness));
    }
}
