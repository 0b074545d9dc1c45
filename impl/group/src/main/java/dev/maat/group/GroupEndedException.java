package dev.maat.group;

/** A call came after this process's membership ended, or its membership ended before the call was answered. */
public final class GroupEndedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final GroupState state;

    GroupEndedException(GroupState state, String message) {
        super(message);
        this.state = state;
    }

    /** How it ended. */
    public GroupState state() {
        return state;
    }
}
