package dev.maat.group;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A node's counter of incarnations in each generation, on disk. A founder that restarts must not vote a second time in view 0, so the
 * count is durable before the first packet. The folder is locked while the process runs.
 */
final class Incarnations implements AutoCloseable {
    private static final String FILE = "incarnations.properties";
    private static final int MAX_GENERATIONS = 1_000;

    /**
     * The folders in use by this program. A file lock is the whole program's: opening the file once more and closing it would end the
     * lock for other programs as well.
     */
    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path file;
    private final FileChannel lockFile;

    private Incarnations(Path folder, FileChannel lockFile) {
        this.folder = folder;
        this.file = folder.resolve(FILE);
        this.lockFile = lockFile;
    }

    /** @throws IOException if the folder cannot be made or written, or another process uses it */
    static Incarnations open(Path stateFolder) throws IOException {
        Path folder = Files.createDirectories(stateFolder).toRealPath();
        if (!IN_USE.add(folder)) {
            throw new IOException(inUse(folder));
        }
        FileChannel channel = null;
        boolean isLocked = false;
        try {
            channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            isLocked = lock != null;
            if (isLocked) {
                return new Incarnations(folder, channel);
            }
            throw new IOException(inUse(folder));
        } finally {
            if (!isLocked) {
                IN_USE.remove(folder);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static String inUse(Path folder) {
        return "another process of a group uses the state folder " + folder + ": give each node a folder of its own";
    }

    /** Makes the next incarnation of a generation durable and returns it, from 0. */
    int take(String generation) throws IOException {
        Properties counts = read();
        String last = counts.getProperty(generation);
        if (last == null && counts.size() == MAX_GENERATIONS) {
            throw new IOException(file + " names " + MAX_GENERATIONS + " generations: use a fresh state folder");
        }
        int next = last == null ? 0 : number(last) + 1;
        counts.setProperty(generation, Integer.toString(next));
        write(counts);
        return next;
    }

    /** Gives back an incarnation that has sent no packet, so that a founder whose start failed may try again. */
    void giveBack(String generation, int incarnation) throws IOException {
        Properties counts = read();
        if (incarnation == 0) {
            counts.remove(generation);
        } else {
            counts.setProperty(generation, Integer.toString(incarnation - 1));
        }
        write(counts);
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
        try (FileChannel renamed = FileChannel.open(folder, StandardOpenOption.READ)) {
            renamed.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            lockFile.close();
        } finally {
            IN_USE.remove(folder);
        }
    }
}
