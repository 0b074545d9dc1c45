package dev.maat.engine.cli;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.JudgementJson;
import dev.maat.checkers.Profile;
import dev.maat.checkers.Profiles;
import dev.maat.checkers.history.History;
import dev.maat.engine.ArgumentException;
import dev.maat.engine.Claims;
import dev.maat.engine.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maat check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Judges a history, whoever recorded it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat check runs/20260101-120000-7       the history of a run",
            "  maat check history.jsonl.gz             a file, packed or not",
            "  maat check n1.jsonl n2.jsonl n3.jsonl   several files that are one history",
            "  maat check log.jsonl --profile atomic   as if it claimed that",
            "  maat check log.jsonl --json             the same as verdict.json, for a script",
            "",
            "A history is JSON Lines: a header, then one event a line. Any tool can write it, and a production",
            "log can be turned into it.",
            "",
            "Exit codes: 0 holds or not exercised, 1 violated, 2 unknown, 254 no history (names file and line).",
        })
final class CheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files, folders of files, run directories; together they are one history.")
    private List<Path> paths = List.of();

    @Option(
            names = "--profile",
            paramLabel = "P",
            description = "Judge as if this profile were claimed, whatever the header says.")
    private @Nullable String profile;

    @Option(names = "--json", description = "Print the judgement as JSON.")
    private boolean json;

    CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Profile claimed = profile == null ? null : named(profile);
        Path[] histories = paths.stream().map(RunDirectory::historyIn).toArray(Path[]::new);
        History history = Histories.read(histories);
        Judgement judgement = claimed == null ? Judge.judge(history) : Judge.judge(history, claimed);
        if (json) {
            JudgementJson.write(judgement, surroundings.terminal().out());
        } else {
            new JudgementPrinter(surroundings.terminal()).print(judgement, Claims.properties(judgement, history));
        }
        return judgement.exitCode();
    }

    private static Profile named(String name) {
        Profile found = Profiles.named(name);
        if (found == null) {
            throw new ArgumentException("no profile is called '" + name + "'; there are "
                    + Profiles.all().stream().map(Profile::name).collect(Collectors.joining(", ")));
        }
        return found;
    }
}
