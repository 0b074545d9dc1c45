package dev.maat.simulation;

/**
 * Two runs of one scenario diverged. This is a failure of its own kind, of the implementation or of the harness, and comes before
 * any property.
 *
 * @param event number of the first event that differs
 * @param first the event in the first run, and its effects
 * @param second the event in the second run, and its effects
 */
public record NonDeterminism(long event, String first, String second) {
    /** One sentence for the user. */
    public String sentence() {
        return "not deterministic: event " + event + " differs between two runs of one scenario: (" + first + ") and ("
                + second + ")";
    }
}
