package dev.maat.engine.battery;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.OutputFolder;
import dev.maat.engine.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The folder of a battery: {@code battery.json}, and a run directory {@code CASE-seed-N} for each run that is kept. */
public final class BatteryDirectory {
    private static final String TOTALS = "battery.json";
    private static final Pattern RESULTS = Pattern.compile("battery\\.json|[a-z0-9-]+-seed--?[0-9]+");

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
        List<Path> earlier = earlierResults(path);
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
        return new BatteryDirectory(path);
    }

    private static List<Path> earlierResults(Path path) {
        return OutputFolder.earlierResults(path, name -> RESULTS.matcher(name).matches(), "battery");
    }

    /**
     * Keeps other runs out of a folder until the lock is closed.
     *
     * @throws ArgumentException if another run has it, or {@link #create} would refuse it
     */
    public static FolderLock lock(Path path) {
        return FolderLock.take(path, () -> earlierResults(path));
    }

    public Path totals() {
        return path.resolve(TOTALS);
    }

    RunDirectory run(String name, long seed) {
        return RunDirectory.create(path.resolve(name + "-seed-" + seed));
    }
}
