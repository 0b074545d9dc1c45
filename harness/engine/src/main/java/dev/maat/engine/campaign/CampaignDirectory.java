package dev.maat.engine.campaign;

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

/**
 * The folder of a campaign: {@code campaign.json}, and a run directory {@code seed-N} for each seed that is kept. Where the second
 * run of a seed differs from the first, {@code seed-N-again} holds the other one.
 */
public final class CampaignDirectory {
    private static final String TOTALS = "campaign.json";
    private static final Pattern RESULTS = Pattern.compile("campaign\\.json|seed--?[0-9]+(-again)?");

    private final Path path;

    private CampaignDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder, or removes the results of an earlier campaign from it.
     *
     * @throws ArgumentException if the path is a file, holds other files, or cannot be written; the message says which
     */
    public static CampaignDirectory create(Path path) {
        List<Path> earlier = earlierResults(path);
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
        return new CampaignDirectory(path);
    }

    private static List<Path> earlierResults(Path path) {
        return OutputFolder.earlierResults(path, name -> RESULTS.matcher(name).matches(), "campaign");
    }

    /**
     * Keeps other runs out of a folder until the lock is closed.
     *
     * @throws ArgumentException if another run has it, or {@link #create} would refuse it
     */
    public static FolderLock lock(Path path) {
        return FolderLock.take(path, () -> earlierResults(path));
    }

    public Path path() {
        return path;
    }

    public Path totals() {
        return path.resolve(TOTALS);
    }

    /** The directory of a seed, which need not exist. */
    RunDirectory place(long seed) {
        return RunDirectory.existing(path.resolve("seed-" + seed));
    }

    RunDirectory seed(long seed) {
        return RunDirectory.create(path.resolve("seed-" + seed));
    }

    RunDirectory again(long seed) {
        return RunDirectory.create(path.resolve("seed-" + seed + "-again"));
    }
}
