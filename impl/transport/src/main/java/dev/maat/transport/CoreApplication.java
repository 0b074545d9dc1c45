package dev.maat.transport;

import dev.maat.contract.Effect;
import dev.maat.contract.StateImage;
import dev.maat.contract.StateLoader;

/** The layer above a core; called by the member's thread. */
public interface CoreApplication {
    /** An effect, in the core's order. After {@link Effect.Left} or {@link Effect.Excluded} only {@link #ended} follows. */
    void effect(Effect.Upcall effect);

    /** The application's state now. */
    byte[] takeSnapshot(String viewId);

    /** Replaces the application's state. */
    void loadSnapshot(String viewId, byte[] state);

    /** The application's state now, to be read later and in pieces; by default the whole of it in one array. */
    default StateImage takeImage(String viewId) {
        return StateImage.of(takeSnapshot(viewId));
    }

    /** Takes the state of that view in pieces; by default they are gathered, and loaded at once. */
    default StateLoader stateLoader(String viewId) {
        return StateLoader.gathering(state -> loadSnapshot(viewId, state));
    }

    /** The member has left or was excluded, or was stopped; its sockets are closed. */
    void ended();

    /** The core or the application threw, or the core broke its contract; the member's sockets are closed. */
    void crashed(Throwable why);
}
