package dev.maat.engine.hunt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.maat.engine.campaign.CampaignDirectory;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.OutputFolder;
import dev.maat.engine.run.RunDirectory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a hunt.
 *
 * <pre>
 * hunt.json        the state and the results; always whole
 * hunt.html        the results for a reader
 * steering.jsonl   a line for each steered seed: what it was aimed at
 * zoo.json         the kill matrix, of a hunt of the zoo, which the hunt goes on with; zoo.html for a reader
 * epoch-N/seed-S   run directories of seeds that did not pass, a few of each finding
 * </pre>
 */
public final class HuntFolder {
    private static final String STATE = "hunt.json";
    private static final String PAGE = "hunt.html";
    private static final String STEERING = "steering.jsonl";
    private static final String PART = ".part";
    private static final Pattern RESULTS = Pattern.compile(
            "(hunt\\.json|hunt\\.html|steering\\.jsonl|zoo\\.json|zoo\\.html)(\\.part)?|epoch-[0-9]+|run-[A-Za-z0-9._-]+");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path path;

    private HuntFolder(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder, or takes that of an earlier hunt, with its results.
     *
     * @throws ArgumentException if the path is a file, holds other files, or cannot be written; the message says which
     */
    public static HuntFolder open(Path path) {
        earlierResults(path);
        try {
            Files.createDirectories(path);
            OutputFolder.mark(path);
        } catch (IOException e) {
            throw OutputFolder.cannotWrite(path, e);
        }
        return new HuntFolder(path);
    }

    private static List<Path> earlierResults(Path path) {
        return OutputFolder.earlierResults(path, name -> RESULTS.matcher(name).matches(), "hunt");
    }

    /**
     * Keeps other runs out of a folder until the lock is closed.
     *
     * @throws ArgumentException if another run has it, or {@link #open} would refuse it
     */
    public static FolderLock lock(Path path) {
        return FolderLock.take(path, () -> earlierResults(path));
    }

    public Path path() {
        return path;
    }

    public Path results() {
        return path.resolve(STATE);
    }

    public Path page() {
        return path.resolve(PAGE);
    }

    public Path zooPage() {
        return path.resolve("zoo.html");
    }

    public Path zooResults() {
        return path.resolve("zoo.json");
    }

    /**
     * The state of the hunt in a folder; null: there is none.
     *
     * @throws ArgumentException if the file is none of a hunt
     */
    public static @Nullable HuntState read(Path folder) {
        Path file = folder.resolve(STATE);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            return HuntJson.read(JSON.readTree(Files.readString(file)));
        } catch (JsonProcessingException | IllegalArgumentException | NullPointerException damaged) {
            throw new ArgumentException(
                    file + " is no state of a hunt (" + damaged.getMessage() + "); remove the folder to begin anew",
                    damaged);
        } catch (IOException e) {
            throw new ArgumentException(file + " cannot be read: " + e, e);
        }
    }

    /** Writes the state; a kill at any moment leaves the old or the new one. */
    public void write(HuntState state) {
        StringWriter text = new StringWriter();
        try {
            HuntJson.write(state, text);
        } catch (IOException impossible) {
            throw new IllegalStateException("a string can be written", impossible);
        }
        replace(results(), text.toString());
    }

    /**
     * The results of an earlier hunt of the zoo in this folder; empty if there is none.
     *
     * @throws ArgumentException if the file is none of a hunt of the zoo with these settings
     */
    public List<ZooResult> zoo(ZooPlan plan) {
        Path file = zooResults();
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return ZooJson.read(Files.readString(file), plan, file);
        } catch (IOException e) {
            throw new ArgumentException(file + " cannot be read: " + e, e);
        }
    }

    /** Writes the results of a hunt of the zoo; a kill at any moment leaves the old or the new ones. */
    public void write(ZooPlan plan, List<ZooResult> results, int expected) {
        replace(zooResults(), ZooJson.text(plan, results, expected));
    }

    private static void replace(Path file, String text) {
        try {
            Path part = file.resolveSibling(file.getFileName() + PART);
            Files.writeString(part, text, StandardCharsets.UTF_8);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    /** Leaves out the lines of epochs that are run again. */
    void keepSteering(long epochs, int shards) {
        Path file = path.resolve(STEERING);
        if (!Files.exists(file)) {
            return;
        }
        try {
            List<String> kept = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                if (epochOf(line) / shards < epochs) {
                    kept.add(line);
                }
            }
            replace(file, kept.isEmpty() ? "" : String.join("\n", kept) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read", e);
        }
    }

    /** The last line may be torn. */
    private static long epochOf(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return json.path("epoch").asLong(Long.MAX_VALUE);
        } catch (JsonProcessingException torn) {
            return Long.MAX_VALUE;
        }
    }

    /** Adds a line for each steered seed of an epoch. */
    void addSteering(Epoch epoch, Map<Long, Steering.Target> targets) {
        StringBuilder lines = new StringBuilder();
        targets.forEach((seed, target) -> lines.append("{\"epoch\":")
                .append(epoch.index())
                .append(",\"seed\":")
                .append(seed)
                .append(",\"fault\":\"")
                .append(target.kind().word())
                .append("\",\"phase\":\"")
                .append(target.phase().word())
                .append("\"}\n"));
        Path file = path.resolve(STEERING);
        try {
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    /** A fresh folder for the seeds of an epoch. */
    CampaignDirectory epoch(Epoch epoch) {
        return CampaignDirectory.create(path.resolve("epoch-" + epoch.index()));
    }

    /** Removes a run directory that no finding keeps. */
    void forget(String kept) {
        RunDirectory.existing(path.resolve(kept)).remove();
        Path again = path.resolve(kept + "-again");
        if (Files.isDirectory(again)) {
            RunDirectory.existing(again).remove();
        }
    }

    /** Removes the folder of an epoch if it holds nothing but Maat's mark. */
    void tidy(Epoch epoch) {
        Path folder = path.resolve("epoch-" + epoch.index());
        if (OutputFolder.earlierResults(folder, name -> true, "hunt").isEmpty()) {
            RunDirectory.existing(folder).remove();
        }
    }
}
