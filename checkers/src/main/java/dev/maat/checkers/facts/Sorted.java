package dev.maat.checkers.facts;

/** Binary search in ranges of ascending arrays. */
final class Sorted {
    private Sorted() {}

    /** The first position from {@code from} to before {@code to} whose value is above a limit; {@code to} if there is none. */
    static int firstAbove(int[] values, int from, int to, int limit) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] > limit) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The same search in an array of longs. */
    static int firstAbove(long[] values, int from, int to, long limit) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] > limit) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
