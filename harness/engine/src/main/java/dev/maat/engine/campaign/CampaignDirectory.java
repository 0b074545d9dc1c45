package dev.maat.engine.campaign;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where a campaign leaves what there is to know of it: {@code campaign.json}, and a run directory {@code seed-N} for each seed
 * that is kept; {@code seed-N-again} beside it where the second run of a seed differs.
 */
public final class CampaignDirectory {
    private static final String TOTALS = "campaign.json";
    private static final Pattern OURS = Pattern.compile("campaign\\.json|seed--?[0-9]+(-again)?");

    private final Path path;

    private CampaignDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder, or empties it of an earlier campaign.
     *
     * @throws ArgumentException if it holds anything else, or cannot be written
     */
    public static CampaignDirectory create(Path path) {
        try {
            if (Files.exists(path)) {
                for (Path entry : entries(path)) {
                    if (!OURS.matcher(entry.getFileName().toString()).matches()) {
                        throw new ArgumentException(path + " holds what no campaign of Maat wrote ("
                                + entry.getFileName() + ") and is left as it is; name another folder with --out");
                    }
                }
                for (Path entry : entries(path)) {
                    if (Files.isDirectory(entry)) {
                        RunDirectory.create(entry).remove();
                    } else {
                        Files.delete(entry);
                    }
                }
            }
            Files.createDirectories(path);
        } catch (NotDirectoryException e) {
            throw new ArgumentException(path + " is a file; --out wants a folder", e);
        } catch (IOException | UncheckedIOException e) {
            throw new ArgumentException(
                    "cannot write to " + path + " (" + Failures.describe(e) + "); name another folder with --out", e);
        }
        return new CampaignDirectory(path);
    }

    private static List<Path> entries(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.sorted().toList();
        }
    }

    public Path path() {
        return path;
    }

    public Path totals() {
        return path.resolve(TOTALS);
    }

    RunDirectory seed(long seed) {
        return RunDirectory.create(path.resolve("seed-" + seed));
    }

    RunDirectory again(long seed) {
        return RunDirectory.create(path.resolve("seed-" + seed + "-again"));
    }
}
