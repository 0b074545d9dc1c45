package dev.maat.engine.simulated;

import dev.maat.checkers.recording.LineSink;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.simulated.FileSeal.Seal;
import dev.maat.simulation.EvidenceSink;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The history of a simulated run, written to its run directory. The lines of the simulated processes are buffered: they live in
 * this process anyway and die with it, and {@link #close} comes before the history is judged. The harness's own lines are few and
 * written at once: a reader that follows the run needs the first of them, the header, to understand the others. The seals show later
 * whether an implementation, which may write to the same files, did so.
 */
final class HistoryFiles implements EvidenceSink, AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final RunDirectory directory;
    private final long sealPoint;
    private final List<OutputStream> open = new ArrayList<>();
    private final SortedMap<String, FileSeal> seals = new TreeMap<>();

    /** @param sealPoint the secret of the files' seals */
    HistoryFiles(RunDirectory directory, long sealPoint) {
        this.directory = directory;
        this.sealPoint = sealPoint;
    }

    /** Of everything that was written, by the names of the files. */
    SortedMap<String, Seal> seals() {
        SortedMap<String, Seal> all = new TreeMap<>();
        seals.forEach((file, seal) -> all.put(file, seal.seal()));
        return all;
    }

    @Override
    public LineSink harness() {
        return file(directory.harnessFile(), 0);
    }

    @Override
    public LineSink process(String process) {
        return file(directory.processFile(process), BUFFER_BYTES);
    }

    private LineSink file(Path path, int bufferBytes) {
        OutputStream out;
        try {
            // A new one: opening a pipe in its place would wait for ever.
            Files.createFile(path);
            // A file stream, not a channel: a channel closes itself when its thread is interrupted.
            OutputStream file = new FileOutputStream(path.toFile());
            out = bufferBytes == 0 ? file : new BufferedOutputStream(file, bufferBytes);
        } catch (FileAlreadyExistsException e) {
            requireNoTwin(path);
            throw cannotWrite(path, e);
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
        open.add(out);
        FileSeal seal = new FileSeal(sealPoint);
        seals.put(path.getFileName().toString(), seal);
        return (buffer, length) -> {
            seal.update(buffer, 0, length);
            try {
                out.write(buffer, 0, length);
            } catch (IOException e) {
                throw cannotWrite(path, e);
            }
        };
    }

    /** On a disk that ignores case, the file of one node is in the place of the other's: nobody altered the history. */
    private void requireNoTwin(Path path) {
        String name = path.getFileName().toString();
        for (String other : seals.keySet()) {
            if (other.equalsIgnoreCase(name) && !other.equals(name)) {
                throw new ArgumentException(
                        path + ": this disk takes " + other
                                + " for the same file; rename one of the two nodes, or name a folder on another disk with --out");
            }
        }
    }

    /** Writes out the buffers, so that the files can be read. */
    void flush() {
        for (OutputStream out : open) {
            try {
                out.flush();
            } catch (IOException e) {
                throw cannotWrite(directory.history(), e);
            }
        }
    }

    private static UncheckedIOException cannotWrite(Path path, IOException cause) {
        return new UncheckedIOException(path + ": cannot be written", cause);
    }

    @Override
    public void close() {
        for (OutputStream out : open) {
            try {
                out.close();
            } catch (IOException e) {
                throw cannotWrite(directory.history(), e);
            }
        }
    }
}
