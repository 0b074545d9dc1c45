package dev.maat.group;

/** Where a process stands in its group. Every state after {@link #MEMBER} is final. */
public enum GroupState {
    /** No view names this process yet. */
    JOINING(false),
    /** A view is installed that names this process. */
    MEMBER(false),
    /** It left in good order. */
    LEFT(true),
    /** The group went on without it, because it was cut off or slow. It may join again as a new process. */
    EXCLUDED(true),
    /** It was closed without a word to the group, which excludes it once it is missed. */
    CLOSED(true),
    /** The listener threw, or the member failed. {@link Group#failure} says what happened. */
    FAILED(true);

    private final boolean ended;

    GroupState(boolean ended) {
        this.ended = ended;
    }

    /** Whether nothing more comes from the group. */
    public boolean hasEnded() {
        return ended;
    }
}
