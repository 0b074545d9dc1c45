package dev.maat.engine.run;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/**
 * The folder that holds everything about one run.
 *
 * <pre>
 * scenario.json   the scenario; written before the run begins
 * history/        harness.jsonl, whose first line is the header, and one file per process: n1.0.jsonl
 * logs/           output that is not evidence, of nodes or of a simulated implementation; absent when there is none
 * verdict.json    the judgement
 * report.html     all of this for a reader
 * </pre>
 */
public final class RunDirectory {
    private static final String SCENARIO = "scenario.json";
    private static final String HISTORY = "history";
    private static final String LOGS = "logs";
    private static final String VERDICT = "verdict.json";
    private static final String REPORT = "report.html";
    private static final List<String> RESULTS = List.of(SCENARIO, HISTORY, LOGS, VERDICT, REPORT);

    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder, or removes the results of an earlier run from it. A folder that holds anything else is left as it is, and
     * there is no run.
     *
     * @throws ArgumentException if the path is a file, holds other files, or cannot be written; the message says which
     */
    public static RunDirectory create(Path path) {
        OutputFolder.earlierResults(path, RESULTS::contains, "run");
        RunDirectory directory = new RunDirectory(path);
        try {
            directory.deleteResults();
            Files.createDirectories(path);
            OutputFolder.mark(path);
            Files.createDirectories(directory.history());
        } catch (IOException e) {
            throw OutputFolder.cannotWrite(path, e);
        }
        return directory;
    }

    /**
     * Makes sure that {@link #create} would replace the folder. Nothing is changed.
     *
     * @throws ArgumentException if it holds anything that no run of Maat wrote
     */
    public static void requireReplaceable(Path path) {
        OutputFolder.earlierResults(path, RESULTS::contains, "run");
    }

    /**
     * Keeps other runs out of a folder until the lock is closed.
     *
     * @throws ArgumentException if another run has it, or {@link #create} would refuse it
     */
    public static FolderLock lock(Path path) {
        return FolderLock.take(path, () -> requireReplaceable(path));
    }

    /** A folder that {@link #create} has made, in this JVM or in another. */
    public static RunDirectory existing(Path path) {
        return new RunDirectory(path);
    }

    /** Deletes the history, for a run that is made once more. */
    public void forgetHistory() {
        try {
            delete(history());
            Files.createDirectories(history());
        } catch (IOException e) {
            throw OutputFolder.cannotWrite(path, e);
        }
    }

    /** The history of a run directory; any other path stands for a history itself. */
    public static Path historyIn(Path path) {
        Path history = path.resolve(HISTORY);
        return Files.isRegularFile(path.resolve(SCENARIO)) && Files.isDirectory(history) ? history : path;
    }

    private void deleteResults() throws IOException {
        for (String name : RESULTS) {
            delete(path.resolve(name));
        }
    }

    private static void delete(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.delete(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    public Path path() {
        return path;
    }

    /** Whether the folder exists: a run in memory makes none, unless there is output of the implementation. */
    public boolean exists() {
        return Files.exists(path);
    }

    /** Deletes the folder and everything that a run wrote. A folder that holds other files as well is kept, with those files. */
    public void remove() {
        try {
            deleteResults();
            Files.deleteIfExists(path.resolve(OutputFolder.MARK));
            Files.deleteIfExists(path.resolve(FolderLock.FILE));
            Files.delete(path);
        } catch (DirectoryNotEmptyException e) {
            // Files that no run wrote were added meanwhile: they are not deleted.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }

    public Path scenario() {
        return path.resolve(SCENARIO);
    }

    public Path history() {
        return path.resolve(HISTORY);
    }

    public Path verdict() {
        return path.resolve(VERDICT);
    }

    public Path report() {
        return path.resolve(REPORT);
    }

    /** The folder for output that is not evidence, such as that of the nodes. It is made on the first call. */
    public Path logs() {
        try {
            Path logs = Files.createDirectories(path.resolve(LOGS));
            if (!Files.exists(path.resolve(OutputFolder.MARK), LinkOption.NOFOLLOW_LINKS)) {
                // Of a run in memory nothing else was written.
                OutputFolder.mark(path);
            }
            return logs;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the folder " + path.resolve(LOGS), e);
        }
    }

    /** Whether there is output that is not evidence. */
    public boolean hasLogs() {
        return Files.isDirectory(path.resolve(LOGS));
    }

    /** The file of the harness's own lines; its first line is the header. */
    public Path harnessFile() {
        return history().resolve("harness.jsonl");
    }

    /**
     * The file of a process's lines.
     *
     * @param process for example "n1.0"; a name that would lead out of the folder, or to the harness's own file, is refused
     */
    public Path processFile(String process) {
        Path file = history().resolve(process + ".jsonl");
        boolean isInside = history().equals(file.getParent()) && !process.startsWith(".");
        if (process.isEmpty() || !isInside || file.equals(harnessFile())) {
            throw new IllegalArgumentException("'" + process + "' cannot be the name of a file in " + history());
        }
        return file;
    }

    /** A new file of the history, for the lines of a process or of the {@code harness}. */
    OutputStream newHistoryFile(String log) {
        Path file = log.equals("harness") ? harnessFile() : processFile(log);
        try {
            return new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
