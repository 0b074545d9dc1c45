package dev.maat.contract;

/** Upcalls of a {@link GroupMember}; each is recorded before it returns. */
public interface MemberListener {
    void view(View view);

    /** {@code place} in the total order, or {@link Effect#NO_PLACE}. The bytes are the listener's to keep. */
    void deliver(byte[] payload, long place);

    void block();

    void unblock();

    void suspect(ProcessId process, boolean on);

    /** The application's state now, to be handed to a process that joins in view {@code viewId}. */
    byte[] takeSnapshot(String viewId);

    /** The state to start from in view {@code viewId}. */
    void loadSnapshot(String viewId, byte[] state);

    void left();

    void excluded(String why);
}
