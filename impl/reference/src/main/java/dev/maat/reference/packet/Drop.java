package dev.maat.reference.packet;

/** Why a packet that arrived goes no further. */
public enum Drop {
    /** Longer than any member sends, or too short for its seal. */
    LENGTH,
    /** Not of this protocol, or of another version of it. */
    FOREIGN,
    /** Damaged on its way or, where the group has a key, made without it. */
    BROKEN_SEAL,
    /** Intact, and no packet. */
    MALFORMED,
    /** Of another generation of the group. */
    OTHER_GENERATION,
    /** Not from the node that the runtime saw it come from, or from this one. */
    OTHER_SENDER,
    /** Has arrived before; only where the group has a key. */
    REPEATED
}
