package dev.maat.contract;

import java.util.Arrays;

/** A state in one array. */
record ArrayImage(byte[] state) implements StateImage {
    @Override
    public long sizeBytes() {
        return state.length;
    }

    @Override
    public byte[] read(long offset, int length) {
        int from = Math.toIntExact(offset);
        return Arrays.copyOfRange(state, from, from + length);
    }

    @Override
    public String toString() {
        return "StateImage[" + state.length + " bytes]";
    }
}
