package dev.maat.engine.campaign;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.engine.run.JudgedRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares the judgements and the fingerprints of two runs of one seed. Sentences are left out: they may name frames of a call that did not
 * return.
 */
final class Repetition {
    private Repetition() {}

    /** The first difference as a sentence; null if there is none. */
    static @Nullable String difference(JudgedRun one, JudgedRun other) {
        Judgement a = one.judgement();
        Judgement b = other.judgement();
        if (a.verdict() != b.verdict()) {
            return "the first run is judged " + a.verdict() + ", the second " + b.verdict();
        }
        if (a.events() != b.events()) {
            return "the first run has " + a.events() + " events, the second " + b.events();
        }
        List<PropertyResult> of = b.properties();
        for (int i = 0; i < a.properties().size(); i++) {
            PropertyResult property = a.properties().get(i);
            if (!isSame(property, of.get(i))) {
                return property.id() + ": the first run has " + words(property) + ", the second " + words(of.get(i));
            }
        }
        String fingerprint = one.result().fingerprint();
        if (!fingerprint.equals(other.result().fingerprint())) {
            return "the first run has the fingerprint " + fingerprint + ", the second "
                    + other.result().fingerprint();
        }
        return null;
    }

    private static boolean isSame(PropertyResult one, PropertyResult other) {
        return one.verdict() == other.verdict()
                && one.applicable() == other.applicable()
                && one.atRisk() == other.atRisk()
                && one.violations() == other.violations();
    }

    private static String words(PropertyResult property) {
        return property.verdict() + " with " + property.applicable() + " cases, " + property.atRisk() + " at risk and "
                + property.violations() + " violations";
    }
}
