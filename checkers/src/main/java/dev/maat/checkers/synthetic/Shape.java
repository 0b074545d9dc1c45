package dev.maat.checkers.synthetic;

import java.util.Locale;

/** The order in which the members of a view deliver the messages of a round. */
public enum Shape {
    /** All members in one order, with places; claims {@code uniform-atomic}. */
    ORDERED("uniform-atomic"),
    /** Each member in an order of its own; claims {@code virtually-synchronous}, and is causal. */
    CAUSAL("virtually-synchronous"),
    /** As ordered, and every message is indicated safe; claims {@code uniform-atomic}. */
    SAFE("uniform-atomic"),
    /**
     * As ordered, but a member has two sends under way at a time, and a member that crashes leaves a message that no process
     * delivers.
     */
    OVERLAPPING("uniform-atomic");

    private final String claims;

    Shape(String claims) {
        this.claims = claims;
    }

    /** The value of an option. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The profile that the header claims. */
    String claims() {
        return claims;
    }
}
