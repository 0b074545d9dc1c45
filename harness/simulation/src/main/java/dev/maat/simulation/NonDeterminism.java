package dev.maat.simulation;

/**
 * Two runs of one scenario went apart: a failure of its own kind, of the implementation or of the harness, before any property.
 *
 * @param event number of the first event that differs
 * @param first what it was in the one run, and what it caused
 * @param second in the other
 */
public record NonDeterminism(long event, String first, String second) {
    /** One sentence for a person. */
    public String sentence() {
        return "not deterministic: event " + event + " differs between two runs of one scenario: (" + first + ") and ("
                + second + ")";
    }
}
