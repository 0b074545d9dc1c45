package dev.maat.engine.certify.runs;

/**
 * Tells one sitting from another.
 *
 * @param number from 1
 */
public record Stamp(int number, String began) implements Comparable<Stamp> {
    @Override
    public int compareTo(Stamp other) {
        return Integer.compare(number, other.number);
    }
}
