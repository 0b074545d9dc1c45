package dev.maat.reference.packet;

/** Numbers {@code from} through {@code to}, both included, of the stream of the member of that rank. */
public record Range(int rank, long from, long to) {}
