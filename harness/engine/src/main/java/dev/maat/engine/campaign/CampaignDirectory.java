package dev.maat.engine.campaign;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.ResultsFolder;
import dev.maat.engine.run.RunDirectory;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The folder of a campaign: {@code campaign.json}, and a run directory {@code seed-N} for each seed that is kept. Where the second
 * run of a seed differs from the first, {@code seed-N-again} holds the other one.
 */
public final class CampaignDirectory {
    private static final String TOTALS = "campaign.json";
    private static final Pattern RESULTS = Pattern.compile("campaign\\.json|seed--?[0-9]+(-again)?");

    private static final ResultsFolder FOLDER =
            new ResultsFolder("campaign", name -> RESULTS.matcher(name).matches());

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
        FOLDER.create(path);
        return new CampaignDirectory(path);
    }

    /**
     * Keeps other runs out of a folder until the lock is closed.
     *
     * @throws ArgumentException if another run has it, or {@link #create} would refuse it
     */
    public static FolderLock lock(Path path) {
        return FOLDER.lock(path);
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
