package dev.maat.reference.parts;

/**
 * How messages travel within a running view.
 *
 * @param tail what heartbeats say of the last number
 * @param repair which gaps a member asks for
 * @param stability how much of a stream is stable
 */
public record StreamParts(TailRule tail, RepairRule repair, StabilityPolicy stability) {
    public static final StreamParts STANDARD =
            new StreamParts(TailRule.EVERY_NUMBER, RepairRule.EVERY_GAP, StabilityPolicy.HELD_BY_ALL);

    public StreamParts withTail(TailRule other) {
        return new StreamParts(other, repair, stability);
    }

    public StreamParts withRepair(RepairRule other) {
        return new StreamParts(tail, other, stability);
    }

    public StreamParts withStability(StabilityPolicy other) {
        return new StreamParts(tail, repair, other);
    }
}
