package dev.maat.engine.bench.group;

/** One size of group, payload and ordering. */
public record Cell(int members, int payloadBytes, String ordering) {
    @Override
    public String toString() {
        return ordering + ", " + members + " members, " + payloadBytes + " B";
    }
}
