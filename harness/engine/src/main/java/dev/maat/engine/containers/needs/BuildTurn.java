package dev.maat.engine.containers.needs;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one run of this user at a time build an image. Runs that begin together would each build it, and the engine would keep all
 * but the last without a name. The system ends a turn when its process ends, however that ends.
 */
final class BuildTurn {
    /** Longer than a build takes on a busy machine: after that the other run is taken for stuck, and the image is built beside it. */
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private static final Duration POLL = Duration.ofMillis(100);

    /** A process cannot lock a file twice. */
    private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();

    private BuildTurn() {}

    /**
     * Waits for the turn, and then builds. A turn that does not come within the limit is not needed: the image is then built more than
     * once, and nothing worse comes of it.
     *
     * @throws EngineUnavailable if the thread was interrupted while it waited
     */
    static <T> T await(String image, Supplier<T> build) {
        return await(image, build, LIMIT);
    }

    static <T> T await(String image, Supplier<T> build, Duration limit) {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        boolean alone = false;
        FileChannel channel = null;
        try {
            alone = IN_THIS_PROCESS.tryLock(limit.toNanos(), TimeUnit.NANOSECONDS);
            channel = alone ? locked(file(image), deadlineNanos) : null;
            return build.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineUnavailable("interrupted while another run built " + image, e);
        } finally {
            close(channel);
            if (alone) {
                IN_THIS_PROCESS.unlock();
            }
        }
    }

    static Path file(String image) {
        return UserFolder.path().resolve("build-" + UserFolder.nameOf(image));
    }

    /** Null if no file can be locked, or another process keeps it locked until the deadline. */
    private static @Nullable FileChannel locked(Path file, long deadlineNanos) throws InterruptedException {
        FileChannel channel = null;
        boolean locked = false;
        try {
            Files.createDirectories(file.getParent());
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            while (!locked && System.nanoTime() < deadlineNanos) {
                locked = isLocked(channel);
                if (!locked) {
                    TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
                }
            }
            return locked ? channel : null;
        } catch (IOException e) {
            return null;
        } finally {
            if (!locked) {
                close(channel);
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException elsewhereInThisProcess) {
            return false;
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
