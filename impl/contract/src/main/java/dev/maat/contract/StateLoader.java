package dev.maat.contract;

import java.util.function.Consumer;

/**
 * Takes a state piece by piece, in order from its first byte, and replaces the application's state by it when it is whole. For the
 * member's thread. Exactly one of {@link #load} and {@link #discard} ends it.
 */
public interface StateLoader {
    /** The next bytes, which no side changes afterwards. */
    void store(byte[] piece);

    /** All bytes were stored: they are the application's state from now on. */
    void load();

    /** The rest never comes: another provider offers other bytes, or the process ends. */
    void discard();

    /** Gathers the pieces in one array and gives it to {@code load}. */
    static StateLoader gathering(Consumer<byte[]> load) {
        return new GatheringLoader(load);
    }
}
