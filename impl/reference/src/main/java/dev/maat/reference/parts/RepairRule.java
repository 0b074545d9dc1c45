package dev.maat.reference.parts;

/** Which gaps of a stream a member asks for. */
@FunctionalInterface
public interface RepairRule {
    /** All gaps through the last number that the sender is known to have sent, so the lost tail too. */
    RepairRule EVERY_GAP = (held, known) -> known;

    /**
     * Through which number gaps are asked for.
     *
     * @param held the contiguous prefix held here
     * @param known the last number that the sender is known to have sent
     */
    long askedThrough(long held, long known);
}
