package dev.maat.transport;

import dev.maat.contract.Effect;

/** The application above a core; called by the member's thread. */
public interface CoreApplication {
    /**
     * An effect for the application: all but {@link Effect.Send}, timers and snapshots, in the core's order. After
     * {@link Effect.Left} or {@link Effect.Excluded} nothing comes but {@link #ended}.
     */
    void effect(Effect effect);

    /** The application's state now. */
    byte[] takeSnapshot(String viewId);

    /** Takes over this state. */
    void loadSnapshot(String viewId, byte[] state);

    /** The member has left or was excluded, or was stopped; its sockets are closed. */
    void ended();

    /** The core threw, or broke its contract; the member's sockets are closed. */
    void crashed(Throwable why);
}
