package dev.maat.engine.simulated;

import java.io.IOException;
import java.io.OutputStream;

/** Passes on so many bytes and drops the rest: an implementation may print without end. */
final class BoundedOutput extends OutputStream {
    static final int MAX_BYTES = 1 << 20;

    private final OutputStream out;
    private int written;

    BoundedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public synchronized void write(int one) throws IOException {
        if (written < MAX_BYTES) {
            written++;
            out.write(one);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int taken = Math.min(length, MAX_BYTES - written);
        if (taken > 0) {
            written += taken;
            out.write(bytes, offset, taken);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
