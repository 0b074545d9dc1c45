package dev.maat.reference.packet;

/**
 * The numbers of one sender that have arrived, as far as they lie within a window below the highest. A packet that was overtaken by more
 * than the window is dropped, like one that was lost.
 */
final class ReplayWindow {
    /** At 50,000 packets a second, what is sent in 80 ms. */
    static final int NUMBERS = 4_096;

    private final long[] arrived = new long[NUMBERS / Long.SIZE];
    private long highest;

    /** Whether the number arrives for the first time; from now on it has arrived. */
    boolean isFirst(long number) {
        if (number <= 0 || number <= highest - NUMBERS) {
            return false;
        }
        if (number > highest) {
            for (long below = Math.min(number - highest, NUMBERS) - 1; below >= 0; below--) {
                arrived[word(number - below)] &= ~bit(number - below);
            }
            highest = number;
        } else if ((arrived[word(number)] & bit(number)) != 0) {
            return false;
        }
        arrived[word(number)] |= bit(number);
        return true;
    }

    private static int word(long number) {
        return (int) (number % NUMBERS) / Long.SIZE;
    }

    private static long bit(long number) {
        return 1L << number;
    }
}
