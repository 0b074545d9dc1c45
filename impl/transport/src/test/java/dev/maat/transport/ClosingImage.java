package dev.maat.transport;

import dev.maat.contract.StateImage;

/** An image of these bytes whose end a test sees, or lets fail. */
record ClosingImage(byte[] state, Runnable atClose) implements StateImage {
    @Override
    public long sizeBytes() {
        return state.length;
    }

    @Override
    public byte[] read(long offset, int length) {
        return StateImage.of(state).read(offset, length);
    }

    @Override
    public void close() {
        atClose.run();
    }
}
