package dev.maat.simulation;

import org.jspecify.annotations.Nullable;

/** Where a process is to die; without destinations, not inside a fan-out. */
record CrashPoint(int faultId, int afterEffects, @Nullable Integer afterDestinations) {
    /** Whether it lies between two effects of a step that has so many. */
    boolean isBetween(int effects) {
        return afterDestinations == null && effects > afterEffects;
    }

    /** To how many destinations an effect of a step goes before the process dies, if the effect is a fan-out; negative: it does not die. */
    int destinationsAt(int index) {
        return afterDestinations == null || index < afterEffects ? -1 : afterDestinations;
    }
}
