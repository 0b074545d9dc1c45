package dev.maat.checkers.finding;

import dev.maat.checkers.facts.Configurations;
import dev.maat.checkers.facts.Facts;

/** Reasons that make several properties inapplicable alike. */
public final class Premises {
    private Premises() {}

    /** Says inapplicable, and true, if the group is static: it has no views to judge. */
    public static boolean needsViews(Facts facts, Findings findings) {
        if (facts.history.header().isStatic()) {
            findings.inapplicable("a static group has no views");
            return true;
        }
        return false;
    }

    /**
     * Says inapplicable, and true, if views change and the history names no transitional configuration. Else every witness shows
     * one transitional configuration, where there is any: with a move in it and without one, it would prove nothing alone.
     */
    public static boolean needsConfigurations(Facts facts, Findings findings) {
        Configurations configurations = facts.configurations();
        if (configurations.untold()) {
            findings.inapplicable("views change, and the history tells of no transitional configuration");
            return true;
        }
        if (configurations.firstTransitional() != Configurations.NONE) {
            findings.inEveryWitness(witness -> witness.configuration(configurations.firstTransitional()));
        }
        return false;
    }

    /** Says inapplicable, and true, if the group has no primary component. */
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
