package dev.maat.engine.guided;

import dev.maat.checkers.history.History;
import java.util.BitSet;

/**
 * The signs of a run, as numbers below {@link #SIZE}. Two signs may share a number: one of them is then overlooked, which costs a scenario
 * and no verdict.
 *
 * @param signs distinct, ascending
 */
public record Summary(int[] signs) {
    static final int SIZE = 1 << 18;

    /** The signs of a run, from the lines of its history alone. */
    public static Summary of(History history) {
        Signs signs = new Signs();
        new Observer(signs).read(Happening.in(history));
        return signs.summary();
    }

    /** Collects signs. */
    static final class Signs {
        private final BitSet seen = new BitSet(SIZE);

        void add(long hash) {
            long mixed = (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L;
            seen.set((int) (mixed >>> 46));
        }

        Summary summary() {
            return new Summary(seen.stream().toArray());
        }
    }
}
