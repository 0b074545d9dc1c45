package dev.maat.contract;

import java.util.Arrays;
import java.util.function.Consumer;

/** Gathers a state in an array that grows with it. */
final class GatheringLoader implements StateLoader {
    private static final int FIRST_BYTES = 1 << 12;

    private final Consumer<byte[]> load;
    private byte[] state = {};
    private int length;

    GatheringLoader(Consumer<byte[]> load) {
        this.load = load;
    }

    @Override
    public void store(byte[] piece) {
        int end = Math.addExact(length, piece.length);
        if (end > state.length) {
            state = Arrays.copyOf(state, Math.max(end, Math.max(FIRST_BYTES, (int)
                    Math.min(Integer.MAX_VALUE - 8L, 2L * state.length))));
        }
        System.arraycopy(piece, 0, state, length, piece.length);
        length = end;
    }

    @Override
    public void load() {
        byte[] whole = length == state.length ? state : Arrays.copyOf(state, length);
        discard();
        load.accept(whole);
    }

    @Override
    public void discard() {
        state = new byte[0];
        length = 0;
    }
}
