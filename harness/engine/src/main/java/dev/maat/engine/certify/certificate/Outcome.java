package dev.maat.engine.certify.certificate;

import dev.maat.engine.run.ExitCode;

/** The three results of a certification. */
public enum Outcome {
    CERTIFIED("certified", ExitCode.HOLDS),
    /** A property of the profile was violated, with proof. */
    REFUSED("refused", ExitCode.VIOLATED),
    /** Not violated, and not enough was seen. */
    INCONCLUSIVE("inconclusive", ExitCode.UNKNOWN);

    private final String word;
    private final int exitCode;

    Outcome(String word, int exitCode) {
        this.word = word;
        this.exitCode = exitCode;
    }

    /** A word that no outcome has concludes nothing. */
    static Outcome named(String word) {
        for (Outcome each : values()) {
            if (each.word.equals(word)) {
                return each;
            }
        }
        return INCONCLUSIVE;
    }

    public String word() {
        return word;
    }

    public int exitCode() {
        return exitCode;
    }
}
