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

/** What one checker finds: cases counted, the first violation told, the first reason for not knowing. */
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

    /** Makes the sentence of a violation, and adds to a witness what proves it. */
    @FunctionalInterface
    public interface Telling {
        String tell(Witness witness);
    }

    public Findings(Facts facts, PropertyId property) {
        this.facts = facts;
        this.property = property;
        this.withoutWeight = !property.liveness();
    }

    /** A case in which the premise held. */
    public void applicable(boolean risky) {
        applicable++;
        atRisk += risky ? 1 : 0;
    }

    /** Many such cases at once, some of them at risk. */
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

    /** From now on every violation is told, not only the first; for small histories. */
    public List<String> tellAll() {
        List<String> told = new ArrayList<>();
        allTold = told;
        return told;
    }

    /** A broken case, whose sentence is cheap. */
    public void violated(String told, Consumer<Witness> proof) {
        violated(witness -> {
            proof.accept(witness);
            return told;
        });
    }

    /** A broken case. It is told only if it is the first: whatever telling costs, many violations do not cost more. */
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

    /** A case would be broken if a log were complete; or nothing can be said at all. */
    public void unknown(String why) {
        if (unknown == null) {
            unknown = why;
        }
    }

    /** Likewise, where it is dear to say why. */
    public void unknown(Supplier<String> why) {
        if (unknown == null) {
            unknown = why.get();
        }
    }

    /** The property does not speak of this history. */
    public void inapplicable(String why) {
        inapplicable = why;
    }

    /** Likewise, and though it is liveness the other parts of a profile decide alone. */
    void inapplicableWithoutWeight(String why) {
        inapplicable = why;
        withoutWeight = true;
    }

    /** What every witness holds beside its own: without it the property would not speak of the witness alone. */
    public void inEveryWitness(UnaryOperator<Witness> added) {
        inEveryWitness = added;
    }

    /**
     * Whether liveness can be judged here; if not, says why. Call it first, and {@link #finishLiveness} last.
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

    /** What is known when a checker, or what it needs, failed: nothing. */
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
