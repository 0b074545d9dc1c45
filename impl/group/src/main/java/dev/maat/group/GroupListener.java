package dev.maat.group;

import dev.maat.contract.ProcessId;
import dev.maat.contract.StateImage;
import dev.maat.contract.StateLoader;
import dev.maat.contract.View;

/**
 * The application above a group. All calls come from the member's one thread, one at a time, in the order that the group guarantees.
 *
 * <p>A call must return soon: while it runs, this process answers nobody, and after the suspicion time the others go on without it.
 * Longer work belongs on a thread of the application's own. {@link Group#multicast} may be called from here; {@link Group#send} may not,
 * since it waits for this thread. A listener that throws ends the membership ({@link GroupState#FAILED}).
 */
public interface GroupListener {
    /** A message. */
    void deliver(Delivery delivery);

    /** A view is installed: its messages follow. */
    default void view(View view) {}

    /**
     * The application's state, with everything delivered so far in it: processes that join in the next view start from it. Asked of
     * every member before each view in which a process joins. The array must not change afterwards: it is sent later, and in pieces.
     */
    default byte[] takeState() {
        return new byte[0];
    }

    /** Replaces the application's state, before the first delivery to a process that joined. */
    default void loadState(byte[] state) {}

    /**
     * The same as {@link #takeState}, for a state that is too long for an array: an image that reads a file, or a structure that later
     * changes leave alone. It is read in pieces on the member's thread until it is closed: all processes that joined have loaded, or the
     * view has ended. Its bytes must not change until then.
     */
    default StateImage takeImage() {
        return StateImage.of(takeState());
    }

    /**
     * The same as {@link #loadState}, for a state that is too long for an array: takes the state in pieces as they arrive, before the first
     * delivery to a process that joined, and replaces the application's state by it once it is whole. Called once for each beginning of
     * a transfer: if the rest comes from a member with other bytes, the loader so far is discarded and another one asked for.
     */
    default StateLoader stateLoader() {
        return StateLoader.gathering(this::loadState);
    }

    /** The failure detector suspects a process, or no longer does. A hint: only a view says who is a member. */
    default void suspect(ProcessId process, boolean on) {}

    /** This process hears no quorum of its view: it delivers nothing new under {@code uniform} and joins no view until it does. */
    default void lostQuorum(boolean on) {}

    /** The send window is full, or has room again. Multicasts wait meanwhile. */
    default void backpressure(boolean on) {}

    /** The membership has ended; the last call. */
    default void ended(GroupState state) {}
}
