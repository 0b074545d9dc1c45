package dev.maat.simulation;

import dev.maat.faults.SeedDraw;

/** Whether something that happens so often happens at one site. */
final class Chance {
    private Chance() {}

    /** @param salt makes draws of one site differ */
    static boolean comes(long site, long salt, int of, int outOf) {
        return of > 0 && SeedDraw.below(SeedDraw.mix(site, salt), outOf) < of;
    }
}
