package dev.maat.engine.containers;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one run of this user at a time build an image. Runs that begin together would each build it, and the engine would keep all
 * but the last without a name. The system ends a turn when its process ends, however that ends.
 */
final class BuildTurn {
    /** A process cannot lock a file twice. */
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private BuildTurn() {}

    /** Waits for the turn. The longest is that of a build, which has a limit of its own. */
    static <T> T await(String image, Supplier<T> build) {
        try {
            IN_THIS_PROCESS.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailable("interrupted while another run built " + image, e);
        }
        try {
            return whileLocked(file(image), build);
        } finally {
            IN_THIS_PROCESS.unlock();
        }
    }

    static Path file(String image) {
        return UserFolder.path().resolve("build-" + UserFolder.nameOf(image));
    }

    private static <T> T whileLocked(Path file, Supplier<T> build) {
        FileChannel channel = locked(file);
        try {
            return build.get();
        } finally {
            close(channel);
        }
    }

    /** Null where no file can be locked: the image is then built more than once, and nothing worse comes of it. */
    private static @Nullable FileChannel locked(Path file) {
        try {
            Files.createDirectories(file.getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.lock();
            return channel;
        } catch (IOException e) {
            return null;
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The end of the process lets go of it.
            return;
        }
    }
}
