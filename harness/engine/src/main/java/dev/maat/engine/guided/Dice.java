package dev.maat.engine.guided;

import dev.maat.faults.SeedDraw;

/** A sequence of draws for one mutant: how many it takes depends on what is drawn, so they have no names. */
final class Dice {
    private final SeedDraw.Stream draws;
    private long thrown;

    Dice(SeedDraw seed, String stream) {
        this.draws = seed.stream(stream);
    }

    int below(int boundExclusive) {
        return (int) draws.below(boundExclusive, thrown++, 0);
    }

    boolean percent(int percent) {
        return below(100) < percent;
    }

    int sign() {
        return below(2) == 0 ? -1 : 1;
    }

    double unit() {
        return SeedDraw.unit(draws.draw(thrown++, 0));
    }

    /** Log-uniform between two numbers above zero. */
    long logUniform(long from, long to) {
        return Math.round(from * StrictMath.pow((double) to / from, unit()));
    }

    String of(String[] words) {
        return words[below(words.length)];
    }
}
