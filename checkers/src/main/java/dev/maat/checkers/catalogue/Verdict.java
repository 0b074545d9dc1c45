package dev.maat.checkers.catalogue;

/** The outcome of judging a property or a profile on a history. */
public enum Verdict {
    /** Judged, at risk at least once, and no case broken. */
    HOLDS("holds"),
    /** At least one case is broken by events that are present. */
    VIOLATED("violated"),
    /** Judged and not broken, but nothing was at risk. */
    NOT_EXERCISED("not-exercised"),
    /** The history does not decide it. This never counts as a pass. */
    UNKNOWN("unknown"),
    /** The property says nothing about such a history. */
    INAPPLICABLE("inapplicable");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    /** The word used in reports and in {@code verdict.json}. */
    public String word() {
        return word;
    }

    /** Exit code of a command with this overall verdict: 0 holds or not-exercised, 1 violated, else 2. */
    public int exitCode() {
        return switch (this) {
            case HOLDS, NOT_EXERCISED -> 0;
            case VIOLATED -> 1;
            case UNKNOWN, INAPPLICABLE -> 2;
        };
    }
}
