package dev.maat.engine.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A kind of folder with results: marked as Maat's, written by one run at a time, and emptied of earlier results of its kind before new ones
 * come.
 *
 * @param writer of the results, for messages: "campaign"
 * @param isResult whether a name in the folder is that of a file or a run directory which may be replaced
 */
public record ResultsFolder(String writer, Predicate<String> isResult) {
    /**
     * Makes the folder, or removes the results of an earlier run from it.
     *
     * @throws ArgumentException if the path is a file, holds other files, or cannot be written; the message says which
     */
    public void create(Path path) {
        create(path, name -> false);
    }

    /**
     * The same, with some of the results left where they are.
     *
     * @param isKept whether a result stays, by its name
     */
    public void create(Path path, Predicate<String> isKept) {
        List<Path> earlier = earlierResults(path).stream()
                .filter(entry -> !isKept.test(String.valueOf(entry.getFileName())))
                .toList();
        // All of them are looked at before the first is removed, so a refusal leaves everything as it was.
        earlier.stream().filter(Files::isDirectory).forEach(RunDirectory::requireReplaceable);
        try {
            for (Path entry : earlier) {
                if (Files.isDirectory(entry)) {
                    RunDirectory.create(entry).remove();
                } else {
                    Files.delete(entry);
                }
            }
            Files.createDirectories(path);
            OutputFolder.mark(path);
        } catch (IOException | UncheckedIOException e) {
            throw OutputFolder.cannotWrite(path, e);
        }
    }

    /**
     * Keeps other runs out of a folder until the lock is closed.
     *
     * @throws ArgumentException if another run has it, or {@link #create} would refuse it
     */
    public FolderLock lock(Path path) {
        return FolderLock.take(path, () -> earlierResults(path));
    }

    private List<Path> earlierResults(Path path) {
        return OutputFolder.earlierResults(path, isResult, writer);
    }
}
