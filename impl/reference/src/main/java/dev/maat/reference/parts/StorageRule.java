package dev.maat.reference.parts;

import dev.maat.reference.packet.Unit;

/** Which copy of a unit is kept when a second one arrives. */
@FunctionalInterface
public interface StorageRule {
    /** The first: it may have been acknowledged, delivered or served already. */
    StorageRule FIRST_COPY = (stored, arriving) -> stored;

    Unit keep(Unit stored, Unit arriving);
}
