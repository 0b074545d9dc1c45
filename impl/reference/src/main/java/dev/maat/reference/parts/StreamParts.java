package dev.maat.reference.parts;

/**
 * How messages travel within a running view.
 *
 * @param storage which copy of a unit is kept
 * @param tail what heartbeats say of the last number
 * @param repair which gaps a member asks for
 * @param stability how much of a stream is stable
 */
public record StreamParts(StorageRule storage, TailRule tail, RepairRule repair, StabilityPolicy stability) {
    public static final StreamParts STANDARD = new StreamParts(
            StorageRule.FIRST_COPY, TailRule.EVERY_NUMBER, RepairRule.EVERY_GAP, StabilityPolicy.HELD_BY_ALL);

    public StreamParts withStorage(StorageRule other) {
        return new StreamParts(other, tail, repair, stability);
    }

    public StreamParts withTail(TailRule other) {
        return new StreamParts(storage, other, repair, stability);
    }

    public StreamParts withRepair(RepairRule other) {
        return new StreamParts(storage, tail, other, stability);
    }

    public StreamParts withStability(StabilityPolicy other) {
        return new StreamParts(storage, tail, repair, other);
    }
}
