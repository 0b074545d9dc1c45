package dev.maat.checkers.reading;

import dev.maat.checkers.catalogue.HistoryInputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A copy of a pipe or a terminal: a history is read twice, and such a source gives its bytes once. The copy loses its name as soon
 * as it is open, where the system allows that, so nothing is left of it however this process ends.
 */
final class PipedCopy implements Closeable {
    /** A pipe has no length, and may have no end either. */
    static final long MAX_BYTES = 8L << 30;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final String REMEDY = "save it to a file, and check that file";

    private final FileChannel channel;
    private final long bytes;

    private PipedCopy(FileChannel channel, long bytes) {
        this.channel = channel;
        this.bytes = bytes;
    }

    /**
     * Copies a source to its end.
     *
     * @throws IOException if the source cannot be read
     * @throws HistoryInputException if it has more bytes than the limit, or there is no room for the copy
     */
    static PipedCopy of(Path source, long maxBytes) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            FileChannel channel = nameless(source);
            try {
                return new PipedCopy(channel, copy(source, in, channel, maxBytes));
            } catch (IOException | RuntimeException failed) {
                channel.close();
                throw failed;
            }
        }
    }

    private static FileChannel nameless(Path source) {
        try {
            Path file = Files.createTempFile("maat-history-", ".copy");
            return FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException noPlace) {
            throw noRoom(source, noPlace);
        }
    }

    private static long copy(Path source, InputStream in, FileChannel channel, long maxBytes) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
            if (bytes > maxBytes) {
                throw new HistoryInputException(
                        source.toString(),
                        0,
                        "more than %,d bytes come from a pipe or a device, which has to be copied".formatted(maxBytes),
                        REMEDY);
            }
            write(source, ByteBuffer.wrap(buffer, 0, read), channel);
        }
        return bytes;
    }

    private static void write(Path source, ByteBuffer part, FileChannel channel) {
        try {
            while (part.hasRemaining()) {
                channel.write(part);
            }
        } catch (IOException full) {
            throw noRoom(source, full);
        }
    }

    private static HistoryInputException noRoom(Path source, IOException why) {
        return new HistoryInputException(
                source.toString(),
                0,
                "a pipe or a device has to be copied, and that failed in " + System.getProperty("java.io.tmpdir") + ": "
                        + why.getMessage(),
                REMEDY);
    }

    long bytes() {
        return bytes;
    }

    /** Reads the copy from its beginning. */
    InputStream open() {
        return new InputStream() {
            private long position;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = channel.read(ByteBuffer.wrap(into, from, length), position);
                position += Math.max(0, read);
                return read;
            }
        };
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
