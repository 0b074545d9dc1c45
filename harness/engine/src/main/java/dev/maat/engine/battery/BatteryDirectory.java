package dev.maat.engine.battery;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.ResultsFolder;
import dev.maat.engine.run.RunDirectory;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The folder of a battery: {@code battery.json}, and a run directory {@code CASE-seed-N} for each run that is kept. */
public final class BatteryDirectory {
    private static final String TOTALS = "battery.json";
    private static final Pattern RESULTS = Pattern.compile("battery\\.json|[a-z0-9-]+-seed--?[0-9]+");

    private static final ResultsFolder FOLDER =
            new ResultsFolder("battery", name -> RESULTS.matcher(name).matches());

    private final Path path;

    private BatteryDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder, or removes the results of an earlier battery from it.
     *
     * @throws ArgumentException if the path is a file, holds other files, or cannot be written; the message says which
     */
    public static BatteryDirectory create(Path path) {
        FOLDER.create(path);
        return new BatteryDirectory(path);
    }

    /**
     * Keeps other runs out of a folder until the lock is closed.
     *
     * @throws ArgumentException if another run has it, or {@link #create} would refuse it
     */
    public static FolderLock lock(Path path) {
        return FOLDER.lock(path);
    }

    public Path totals() {
        return path.resolve(TOTALS);
    }

    RunDirectory run(String name, long seed) {
        return RunDirectory.create(path.resolve(name + "-seed-" + seed));
    }
}
