package dev.maat.node.evidence;

import dev.maat.checkers.recording.LineSink;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The evidence file of one process, appended line by line. Readers may follow it while it grows. Thread-safe. */
public final class EvidenceLog implements LineSink {
    private final Path file;

    /**
     * A stream, not a FileChannel: an implementation may interrupt the thread of an upcall, and that would close a channel. Each
     * line is one write(2), repeated until all bytes are taken.
     */
    private final FileOutputStream out;

    private final Consumer<IOException> onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private long bytes;
    private boolean complete;

    private EvidenceLog(Path file, FileOutputStream out, Consumer<IOException> onFailure) {
        this.file = file;
        this.out = out;
        this.onFailure = onFailure;
    }

    /**
     * Creates the file.
     *
     * @param onFailure called when a line cannot be written (disk full); it must stop the process, and the implementation is not to
     *     blame
     * @throws IOException if it exists already or cannot be created
     */
    public static EvidenceLog create(Path file, Consumer<IOException> onFailure) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(
                    file + " exists: evidence of another process of this name; use a fresh data folder", e);
        }
        return new EvidenceLog(file, new FileOutputStream(file.toFile(), true), onFailure);
    }

    public Path file() {
        return file;
    }

    @Override
    public void write(byte[] buffer, int length) {
        lock.lock();
        try {
            out.write(buffer, 0, length);
            bytes += length;
            grown.signalAll();
        } catch (IOException e) {
            onFailure.accept(e);
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Marks the log complete: no line follows. */
    public void complete() {
        lock.lock();
        try {
            complete = true;
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the file is longer than {@code position}, or complete, or the time is over.
     *
     * @return the file's length, or -1 if it is complete and not longer
     */
    public long awaitMore(long position, long timeoutMillis) throws InterruptedException {
        long left = TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        lock.lock();
        try {
            while (bytes <= position && !complete && left > 0) {
                left = grown.awaitNanos(left);
            }
            return complete && bytes <= position ? -1 : bytes;
        } finally {
            lock.unlock();
        }
    }
}
