package dev.maat.checkers.history;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps a sender's own numbers to message numbers: by an array while they are dense, by a map for outliers. */
final class MessageNumbers {
    private static final int SLACK = 1024;
    private int[] dense = new int[0];
    private int seen;
    private final Map<Long, Integer> outliers = new LinkedHashMap<>();

    int get(long number) {
        if (number < dense.length) {
            int message = dense[(int) number];
            if (message >= 0) {
                return message;
            }
        }
        return outliers.isEmpty() ? -1 : outliers.getOrDefault(number, -1);
    }

    void put(long number, int message) {
        seen++;
        if (number >= dense.length && number < 4L * seen + SLACK) {
            int old = dense.length;
            dense = Arrays.copyOf(dense, (int) Math.max(number + 1, old * 2L));
            Arrays.fill(dense, old, dense.length, -1);
        }
        if (number < dense.length) {
            dense[(int) number] = message;
        } else {
            outliers.put(number, message);
        }
    }
}
