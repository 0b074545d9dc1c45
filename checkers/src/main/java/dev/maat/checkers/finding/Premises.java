package dev.maat.checkers.finding;

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
