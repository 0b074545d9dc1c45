package dev.maat.reference.packet;

/** The members of the ranks {@code first} through {@code last}, both included. */
public record Ranks(int first, int last) {}
