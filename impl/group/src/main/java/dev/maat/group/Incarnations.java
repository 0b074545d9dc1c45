package dev.maat.group;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;

/**
 * A node's counter of incarnations in each generation, on disk. A founder that restarts must not vote a second time in view 0, so the
 * count is durable before the first packet. The folder is locked while the process runs.
 */
final class Incarnations implements AutoCloseable {
    private static final String FILE = "incarnations.properties";
    private static final int MAX_GENERATIONS = 1_000;

    private final Path file;
    private final FileChannel lockFile;

    private Incarnations(Path file, FileChannel lockFile) {
        this.file = file;
        this.lockFile = lockFile;
    }

    /** @throws IOException if the folder cannot be made or written, or another process uses it */
    static Incarnations open(Path folder) throws IOException {
        Files.createDirectories(folder);
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new IOException("another process of a group uses the state folder " + folder
                    + ": give each node a folder of its own");
        }
        return new Incarnations(folder.resolve(FILE), channel);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException sameProgram) {
            return false;
        }
    }

    /** Makes the next incarnation of a generation durable and returns it, from 0. */
    int next(String generation) throws IOException {
        Properties counts = read();
        String last = counts.getProperty(generation);
        int next = last == null ? 0 : number(last) + 1;
        if (last == null && counts.size() == MAX_GENERATIONS) {
            throw new IOException(file + " names " + MAX_GENERATIONS + " generations: use a fresh state folder");
        }
        counts.setProperty(generation, Integer.toString(next));
        write(counts);
        return next;
    }

    private int number(String text) throws IOException {
        try {
            return Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw new IOException(damaged(), e);
        }
    }

    private String damaged() {
        return file + " is damaged: repair it, or remove it and begin a new generation of the group";
    }

    private Properties read() throws IOException {
        Properties counts = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                counts.load(in);
            } catch (IllegalArgumentException e) {
                throw new IOException(damaged(), e);
            }
        }
        return counts;
    }

    private void write(Properties counts) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        counts.store(text, "the last incarnation of this node in each generation of its group");
        Path fresh = file.resolveSibling(FILE + ".new");
        try (FileChannel out = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toByteArray());
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        // The rename itself is durable only once the folder is.
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
