package dev.maat.simulation;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Where a process is to die; without destinations, not inside a fan-out. */
record CrashPoint(int faultId, int afterEffects, @Nullable Integer afterDestinations) {
    /** Whether it lies between two effects of a step that has so many. */
    boolean isBetween(int effects) {
        return afterDestinations == null && effects > afterEffects;
    }

    /** After how many destinations the process dies if an effect of a step is a fan-out; empty: it does not die in that effect. */
    OptionalInt destinationsAt(int index) {
        return afterDestinations == null || index < afterEffects
                ? OptionalInt.empty()
                : OptionalInt.of(afterDestinations);
    }
}
