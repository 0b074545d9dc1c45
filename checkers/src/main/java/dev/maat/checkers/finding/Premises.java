package dev.maat.checkers.finding;

import dev.maat.checkers.facts.Configurations;
import dev.maat.checkers.facts.Facts;

/** Premises that several properties share. */
public final class Premises {
    private Premises() {}

    /** True, and records inapplicable, if the group is static: it has no views to judge. */
    public static boolean needsViews(Facts facts, Findings findings) {
        if (facts.history.header().isStatic()) {
            findings.inapplicable("a static group has no views");
            return true;
        }
        return false;
    }

    /**
     * True, and records inapplicable, if views change and the history names no transitional configuration. Otherwise every witness
     * gets one transitional configuration, if there is any: a witness with a move but without such a configuration proves nothing.
     */
    public static boolean needsConfigurations(Facts facts, Findings findings) {
        Configurations configurations = facts.configurations();
        if (configurations.lacksTransitional()) {
            findings.inapplicable("views change, and the history names no transitional configuration");
            return true;
        }
        if (configurations.firstTransitional() != Configurations.NONE) {
            findings.inEveryWitness(witness -> witness.configuration(configurations.firstTransitional()));
        }
        return false;
    }

    /** True, and records inapplicable, if the group has no primary component. */
    public static boolean needsPrimary(Facts facts, Findings findings) {
        if (facts.history.header().partitionable()) {
            findings.inapplicableWithoutWeight("a partitionable group has no primary component");
            return true;
        }
        for (int i = 0; i < facts.views.count(); i++) {
            if (facts.views.content(i).primary()) {
                return false;
            }
        }
        findings.inapplicableWithoutWeight("no primary view was installed");
        return true;
    }
}
