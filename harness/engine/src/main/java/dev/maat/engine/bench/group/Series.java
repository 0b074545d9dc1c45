package dev.maat.engine.bench.group;

import java.util.Arrays;
import java.util.List;

/** The median and the range of one figure over several trials. */
public record Series(double median, double least, double most) {
    /** @throws IllegalArgumentException if there is no trial */
    public static Series of(Figure figure, List<Trial> trials) {
        if (trials.isEmpty()) {
            throw new IllegalArgumentException("no trial has a " + figure.title());
        }
        double[] sorted = trials.stream().mapToDouble(figure::of).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Series(median, sorted[0], Arrays.stream(sorted).max().orElseThrow());
    }
}
