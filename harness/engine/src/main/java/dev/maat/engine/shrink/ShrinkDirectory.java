package dev.maat.engine.shrink;

import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.ResultsFolder;
import dev.maat.engine.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.regex.Pattern;

/**
 * The folder that holds the result of shrinking.
 *
 * <pre>
 * minimal.scenario.json   the smallest scenario
 * XTest.java              a JUnit test of it
 * witness.jsonl           the smallest history that shows the violation
 * run/                    the run of the smallest scenario, with its report
 * </pre>
 *
 * While the search goes on, {@code candidate} holds the run under way.
 */
public final class ShrinkDirectory {
    private static final String SCENARIO = "minimal.scenario.json";
    private static final String WITNESS = "witness.jsonl";
    private static final String RUN = "run";
    private static final String CANDIDATE = "candidate";
    private static final Pattern RESULTS =
            Pattern.compile("minimal\\.scenario\\.json|witness\\.jsonl|run|candidate|[A-Z][A-Za-z0-9]*Test\\.java");

    private static final ResultsFolder FOLDER =
            new ResultsFolder("'maat shrink'", name -> RESULTS.matcher(name).matches());

    private final Path path;

    private ShrinkDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder, or removes the results of an earlier search from it.
     *
     * @throws dev.maat.engine.run.ArgumentException if the path is a file, holds other files, or cannot be written
     */
    public static ShrinkDirectory create(Path path) {
        FOLDER.create(path);
        return new ShrinkDirectory(path);
    }

    /**
     * Keeps other runs out of a folder until the lock is closed.
     *
     * @throws dev.maat.engine.run.ArgumentException if another run has it, or {@link #create} would refuse it
     */
    public static FolderLock lock(Path path) {
        return FOLDER.lock(path);
    }

    /** An empty folder for the next run. */
    public RunDirectory candidate() {
        return RunDirectory.create(path.resolve(CANDIDATE));
    }

    /** Keeps the run of the candidate in the place of the one that was kept before. */
    public void keep() {
        try {
            if (Files.exists(path.resolve(RUN))) {
                RunDirectory.existing(path.resolve(RUN)).remove();
            }
            Files.move(path.resolve(CANDIDATE), path.resolve(RUN), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + path.resolve(CANDIDATE), e);
        }
    }

    /** Removes what is left of the last candidate. */
    public void clean() {
        Path candidate = path.resolve(CANDIDATE);
        if (Files.exists(candidate)) {
            RunDirectory.existing(candidate).remove();
        }
    }

    /** The run that was kept last. */
    public RunDirectory run() {
        return RunDirectory.existing(path.resolve(RUN));
    }

    public Path path() {
        return path;
    }

    public Path scenario() {
        return path.resolve(SCENARIO);
    }

    public Path witness() {
        return path.resolve(WITNESS);
    }

    /** The file of a test class. */
    public Path test(String className) {
        return path.resolve(className + ".java");
    }
}
