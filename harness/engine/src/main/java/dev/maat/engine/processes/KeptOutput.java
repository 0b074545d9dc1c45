package dev.maat.engine.processes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The last bytes that the processes of one node wrote to their standard streams. Thread-safe. */
final class KeptOutput {
    static final int MAX_BYTES = 1 << 20;

    private static final int CHUNK_BYTES = 1 << 13;

    private byte[] kept = new byte[CHUNK_BYTES];
    private int length;

    /** Reads a process's output to its end, on a thread of its own: a process that finds its pipe full would stand still. */
    void follow(String name, InputStream output) {
        Thread.ofPlatform().daemon().name("output-" + name).start(() -> {
            byte[] chunk = new byte[CHUNK_BYTES];
            try (output) {
                for (int read = output.read(chunk); read >= 0; read = output.read(chunk)) {
                    add(chunk, read);
                }
            } catch (IOException e) {
                // The process has ended, and its pipe with it.
                return;
            }
        });
    }

    synchronized void add(byte[] chunk, int count) {
        if (length + count > MAX_BYTES) {
            // The older half goes, so that it happens rarely.
            int keep = Math.min(length, MAX_BYTES / 2);
            System.arraycopy(kept, length - keep, kept, 0, keep);
            length = keep;
        }
        if (length + count > kept.length) {
            kept = Arrays.copyOf(kept, Math.min(MAX_BYTES, 2 * (length + count)));
        }
        System.arraycopy(chunk, 0, kept, length, count);
        length += count;
    }

    synchronized String text() {
        return new String(kept, 0, length, StandardCharsets.UTF_8);
    }

    /** The last lines. */
    String lines(int count) {
        String[] all = text().split("\n", -1);
        return String.join("\n", Arrays.copyOfRange(all, Math.max(0, all.length - count - 1), all.length));
    }
}
