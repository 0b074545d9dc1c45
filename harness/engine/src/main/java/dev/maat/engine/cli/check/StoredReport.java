package dev.maat.engine.cli.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.ShellWord;
import dev.maat.reports.HtmlReport;
import dev.maat.reports.RunFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report of a stored history: the one that a run writes. Facts that no history tells come from the run's folder, if the history is in
 * one: the scenario, and the environment as {@code verdict.json} has it.
 */
final class StoredReport {
    private static final String FILE_ENDING = ".html";

    private final Path file;
    private final List<Path> paths;

    private StoredReport(Path file, List<Path> paths) {
        this.file = file;
        this.paths = paths;
    }

    /**
     * Checks the option before anything is judged.
     *
     * @param paths of the command line, all of one history
     * @throws ArgumentException if the file's name is not that of a report, or its folder cannot be made
     */
    static StoredReport to(Path file, List<Path> paths) {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(FILE_ENDING) || Files.isDirectory(file)) {
            throw new ArgumentException("--report takes the name of a file that ends in .html, so that no history is"
                    + " overwritten by mistake, not " + file);
        }
        Path folder = file.toAbsolutePath().getParent();
        try {
            for (Path path : paths) {
                if (Files.exists(file) && Files.exists(path) && Files.isSameFile(file, path)) {
                    throw new ArgumentException(
                            "--report would overwrite " + path + ", which is to be checked; name another file");
                }
            }
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new ArgumentException("--report: the folder of " + file + " cannot be made: " + e, e);
        }
        return new StoredReport(file, paths);
    }

    /** Writes the report, and replaces an earlier one of that name. */
    void write(Checked.Judged judged) {
        try {
            HtmlReport.write(file, judged.history(), judged.judgement(), facts(judged));
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }

    private RunFacts facts(Checked.Judged judged) throws IOException {
        JsonNode header = new ObjectMapper().readTree(judged.history().header().json());
        String implementation = judged.history().header().implementation();
        RunDirectory run = runDirectory();
        return new RunFacts(
                implementation,
                header.path("versions").path(implementation).asText(""),
                header.path("deployment").asText(""),
                header.path("transport").asText(""),
                header.path("seed").asText(""),
                judged.history().endNanos(),
                command(run),
                run == null ? Map.of() : environment(run.verdict()),
                run == null ? null : new String(Files.readAllBytes(run.scenario()), StandardCharsets.UTF_8));
    }

    /** The folder of the run that the history is of; null if it is not in one. */
    private @Nullable RunDirectory runDirectory() {
        Path path = paths.getFirst();
        boolean isRun = paths.size() == 1 && !RunDirectory.historyIn(path).equals(path);
        return isRun ? RunDirectory.existing(path) : null;
    }

    private String command(@Nullable RunDirectory run) {
        if (run != null) {
            return "./maat run --scenario " + ShellWord.quote(run.scenario().toString());
        }
        StringBuilder command = new StringBuilder("./maat check");
        command.append(paths.size() > 1 ? " --together" : "");
        paths.forEach(path -> command.append(' ').append(ShellWord.quote(path.toString())));
        return command.toString();
    }

    /** As the run recorded it; empty where a run ended without a verdict. */
    private static Map<String, String> environment(Path verdict) {
        Map<String, String> environment = new LinkedHashMap<>();
        try {
            JsonNode run = new ObjectMapper().readTree(verdict.toFile()).path("run");
            run.path("environment")
                    .properties()
                    .forEach(one -> environment.put(one.getKey(), one.getValue().asText()));
        } catch (IOException unreadable) {
            return Map.of();
        }
        return environment;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
