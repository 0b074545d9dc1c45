package dev.maat.engine.study;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of a study.
 *
 * <pre>
 * feedback.csv    a line for each case and figure
 * feedback.html   charts of the figures, and their table
 * </pre>
 */
public final class StudyDirectory {
    private static final String CSV = "feedback.csv";
    private static final String PAGE = "feedback.html";
    private static final List<String> RESULTS = List.of(CSV, PAGE);

    private final Path path;

    private StudyDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder, or removes the results of an earlier study from it.
     *
     * @throws ArgumentException if the path is a file, holds other files, or cannot be written; the message says which
     */
    public static StudyDirectory create(Path path) {
        try {
            for (Path entry : earlierResults(path)) {
                Files.delete(entry);
            }
            Files.createDirectories(path);
            OutputFolder.mark(path);
        } catch (IOException e) {
            throw OutputFolder.cannotWrite(path, e);
        }
        return new StudyDirectory(path);
    }

    /**
     * Keeps others out of a folder until the lock is closed.
     *
     * @throws ArgumentException if another has it, or {@link #create} would refuse it
     */
    public static FolderLock lock(Path path) {
        return FolderLock.take(path, () -> earlierResults(path));
    }

    private static List<Path> earlierResults(Path path) {
        return OutputFolder.earlierResults(path, RESULTS::contains, "study");
    }

    /** Writes the results of a study, which may have been interrupted. */
    public void write(StudyPlan plan, List<StudyRow> rows, String command) throws IOException {
        Files.writeString(csv(), StudyCsv.text(plan, rows));
        StudyCharts.page(plan, rows, command).write(page());
    }

    public Path csv() {
        return path.resolve(CSV);
    }

    public Path page() {
        return path.resolve(PAGE);
    }
}
