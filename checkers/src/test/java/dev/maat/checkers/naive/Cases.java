package dev.maat.checkers.naive;

/** What a twin has seen: a proof, or something that would be one if a log were not incomplete. */
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
