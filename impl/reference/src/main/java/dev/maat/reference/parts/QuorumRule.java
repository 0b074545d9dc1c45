package dev.maat.reference.parts;

/** Which members of a view can decide for it. Any two quorums must share a member. */
@FunctionalInterface
public interface QuorumRule {
    /** A majority, or exactly half with the first member: of two halves only one has it. */
    QuorumRule MAJORITY_OR_HALF_WITH_FIRST =
            (members, count, withFirst) -> 2 * count > members || (2 * count == members && withFirst);

    /**
     * @param members how many the view has
     * @param count how many of them are in question
     * @param withFirst whether the first member in rank order is among these
     */
    boolean isQuorum(int members, int count, boolean withFirst);

    /** {@link #isQuorum(int, int, boolean)} for a set given per rank. */
    default boolean isQuorum(boolean[] among) {
        int count = 0;
        for (boolean one : among) {
            if (one) {
                count++;
            }
        }
        return isQuorum(among.length, count, among.length > 0 && among[0]);
    }
}
