package dev.maat.engine.simulated;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * How far each run of a worker is, in memory that outlives the worker: for each slot twice the number of the run's latest call, and one
 * more while that call is under way.
 */
final class CallsFile {
    static final int MAX_SLOTS = 1_024;

    private static final String NAME = "calls";

    private final MappedByteBuffer calls;

    private CallsFile(MappedByteBuffer calls) {
        this.calls = calls;
    }

    /** For the worker. */
    static CallsFile open(WorkerFolder folder) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.path().resolve(NAME).toFile(), "rw")) {
            return new CallsFile(
                    file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, (long) MAX_SLOTS * Long.BYTES));
        }
    }

    void note(int slot, long position) {
        calls.putLong(slot * Long.BYTES, position);
    }

    /** For the judge's JVM: the call that was under way, or else the next one; 0 if no run has begun. */
    static long callOf(WorkerFolder folder, int slot) {
        Path file = folder.path().resolve(NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return 0;
        }
        try (RandomAccessFile calls = new RandomAccessFile(file.toFile(), "r")) {
            calls.seek((long) slot * Long.BYTES);
            long position = calls.readLong();
            return position % 2 == 1 ? position / 2 : position / 2 + 1;
        } catch (IOException neverBegun) {
            return 0;
        }
    }
}
