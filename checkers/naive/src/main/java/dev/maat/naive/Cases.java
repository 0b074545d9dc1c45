package dev.maat.naive;

/** The findings of a twin: a proof, or a case that would be one if a log were not incomplete. */
final class Cases {
    private boolean violated;
    private boolean unknown;

    void violation() {
        violated = true;
    }

    void violationUnless(boolean logIncomplete) {
        if (logIncomplete) {
            unknown = true;
        } else {
            violated = true;
        }
    }

    void violationIf(boolean condition) {
        violated |= condition;
    }

    boolean isViolated() {
        return violated;
    }

    boolean isUnknown() {
        return unknown;
    }

    String word() {
        return violated ? "violated" : unknown ? "unknown" : "ok";
    }
}
