package dev.maat.engine.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where one run leaves what there is to know of it.
 *
 * <pre>
 * scenario.json   what was run; written before the run begins
 * history/        harness.jsonl, whose first line is the header, and one file a process: n1.0.jsonl
 * logs/           what a deployment has to say beside the evidence; absent when there is nothing
 * verdict.json    what the checkers say
 * report.html     all of it, for a person
 * </pre>
 */
public final class RunDirectory {
    private static final String SCENARIO = "scenario.json";
    private static final String HISTORY = "history";
    private static final String LOGS = "logs";
    private static final String VERDICT = "verdict.json";
    private static final String REPORT = "report.html";
    private static final Set<String> OURS = Set.of(SCENARIO, HISTORY, LOGS, VERDICT, REPORT);

    private final Path path;

    private RunDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder, or empties it of an earlier run. Anything else in it is left alone: then there is no run.
     *
     * @throws ArgumentException if the path is a file, holds what no run wrote, or cannot be written; says which
     */
    public static RunDirectory create(Path path) {
        refuseWhatIsNotOurs(path);
        RunDirectory directory = new RunDirectory(path);
        try {
            for (String name : OURS) {
                delete(path.resolve(name));
            }
            Files.createDirectories(directory.history());
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
        return directory;
    }

    /** The history of a run directory; any other path is taken for a history itself. */
    public static Path historyIn(Path path) {
        Path history = path.resolve(HISTORY);
        return Files.isRegularFile(path.resolve(SCENARIO)) && Files.isDirectory(history) ? history : path;
    }

    private static void refuseWhatIsNotOurs(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        List<String> others;
        try (Stream<Path> entries = Files.list(path)) {
            others = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !OURS.contains(name))
                    .sorted()
                    .toList();
        } catch (NotDirectoryException e) {
            throw new ArgumentException(path + " is a file; --out wants a folder", e);
        } catch (IOException | UncheckedIOException e) {
            throw cannotWrite(path, e);
        }
        if (!others.isEmpty()) {
            throw new ArgumentException(path + " holds what no run of Maat wrote (" + others.get(0)
                    + (others.size() > 1 ? " and " + (others.size() - 1) + " more" : "")
                    + ") and is left as it is; name another folder with --out");
        }
    }

    private static ArgumentException cannotWrite(Path path, Exception cause) {
        return new ArgumentException(
                "cannot write to " + path + " (" + Failures.describe(cause) + "); name another folder with --out",
                cause);
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

    /** Takes it away with all that a run wrote; what else lies there stays. */
    public void remove() {
        try {
            for (String name : OURS) {
                delete(path.resolve(name));
            }
            Files.delete(path);
        } catch (DirectoryNotEmptyException e) {
            // Somebody put something there: not ours to take away.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take away " + path, e);
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

    /** Where a deployment may keep what is no evidence, such as the output of its nodes; made when asked for. */
    public Path logs() {
        try {
            return Files.createDirectories(path.resolve(LOGS));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder in " + path, e);
        }
    }

    /** The file of the harness's own lines; its first line is the header. */
    public Path harnessFile() {
        return history().resolve("harness.jsonl");
    }

    /**
     * The file of a process's lines.
     *
     * @param process e.g. "n1.0"; a name that would leave the folder is refused
     */
    public Path processFile(String process) {
        Path file = history().resolve(process + ".jsonl");
        if (process.isEmpty() || !history().equals(file.getParent()) || process.startsWith(".")) {
            throw new IllegalArgumentException("no name for a file: '" + process + "'");
        }
        return file;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
