package dev.maat.engine.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second run out of a folder. The system lets go of the lock when its holder ends, however it ends. */
public final class FolderLock implements AutoCloseable {
    /** Only locked, never read: a system may drop a process's lock when that process closes the file once more. */
    static final String FILE = ".maat-lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks a folder, which is made if there is none. A folder that Maat may not use is not touched.
     *
     * @param check throws if the folder holds anything that is not Maat's
     * @throws ArgumentException if another run has the folder, or it cannot be written
     */
    public static FolderLock take(Path folder, Runnable check) {
        check.run();
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new ArgumentException(
                        "another run writes to " + folder + " now; wait for it, or name another folder with --out");
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw OutputFolder.cannotWrite(folder, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
