package dev.maat.engine.cli.check;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Profile;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.history.History;
import dev.maat.engine.cli.judgement.WitnessPrinter;
import dev.maat.engine.cli.shell.DurationOption;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code maat check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Judges histories, whatever tool recorded them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat check runs/20260101-120000-7          the history of a run",
            "  maat check history.jsonl.gz                a file, compressed (.gz, .zst) or not",
            "  maat check logs/                           a folder whose files are one history",
            "  maat check runs/*                          several histories: a line for each, and totals",
            "  maat check --together n1.jsonl n2.jsonl    several files that are one history",
            "  maat check log.jsonl --profile atomic      by this profile, whatever the header claims",
            "  maat check log.jsonl --property fifo,total-order",
            "                                             these properties alone decide the exit code",
            "  maat check log.jsonl --witness             every event that proves a violation, as process:index",
            "  maat check log.jsonl --witness fifo --out fifo.jsonl",
            "                                             the smallest history that violates fifo, to look at",
            "                                             or to keep as a test",
            "  maat check fifo.jsonl --property fifo      judges that history again",
            "  maat check runs/20260101-120000-7 --report r.html",
            "                                             the report as 'maat run' writes it, of any history",
            "  maat check --follow logs/                  while it is written; shows a violation at once",
            "  maat check log.jsonl --json | jq .reasons  as in verdict.json; a list for several histories",
            "",
            "A history is JSON Lines: a header, then one event per line. Any tool can write one, and a",
            "production log can be converted to one.",
            "",
            "Exit codes: 0 holds or not exercised, 1 violated, 2 unknown, 254 not a history (the message names",
            "file, line, reason and remedy). Of several histories each is judged, and the worst code counts:",
            "254, then 1, then 2.",
        })
public final class CheckCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "PATH",
            description = "Files, folders or run directories, each of which is a history.")
    private List<Path> paths = List.of();

    @Option(names = "--together", description = "The paths are parts of one history.")
    private boolean together;

    @Option(names = "--profile", paramLabel = "P", description = "Judge by this profile, whatever the header claims.")
    private @Nullable String profile;

    @Option(
            names = "--property",
            paramLabel = "ID",
            split = ",",
            description = "Judge and show these properties alone, whatever the header claims.")
    private List<String> properties = List.of();

    @Option(
            names = "--witness",
            paramLabel = "ID",
            arity = "0..1",
            parameterConsumer = OptionalPropertyId.class,
            description = "Print the proof of each violated property that is claimed, or of this property.")
    private @Nullable String witness;

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description =
                    "Write the smallest history of each violation that --witness would show: to a file if the name ends in"
                            + " .jsonl, otherwise into a folder.")
    private @Nullable Path out;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the report of the history to this file, whose name ends in .html.")
    private @Nullable Path report;

    @Option(names = "--json", description = "Print the judgement as JSON.")
    private boolean json;

    @Option(
            names = "--follow",
            description = "Judge a history while it is written, until its 'end' line; a violation is shown at once.")
    private boolean follow;

    @Option(
            names = "--idle",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description =
                    "With --follow: end when nothing has been written for this long, such as 30s. Default: wait without limit.")
    private @Nullable Long idleMillis;

    public CheckCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Terminal terminal = surroundings.terminal();
        if (properties.isEmpty() && spec.commandLine().getParseResult().hasMatchedOption("--property")) {
            // A list of separators alone has no element, and would be taken for no list at all.
            throw new ArgumentException("--property names no property; name some, as in --property fifo,total-order");
        }
        CheckClaim claim = CheckClaim.of(profile, properties);
        if (follow) {
            return follow(claim.profile());
        }
        if (idleMillis != null) {
            throw new ArgumentException("--idle has a meaning only with --follow; add --follow, or leave --idle out");
        }
        PropertyId only = witness == null || witness.isEmpty() ? null : CheckClaim.property(witness);
        List<List<Path>> histories =
                together ? List.of(paths) : paths.stream().map(List::of).toList();
        StoredReport stored = report == null ? null : storedReport(report, histories);
        List<String> names = histories.stream().map(CheckCommand::name).toList();
        CheckPrinter printer =
                new CheckPrinter(terminal, claim, names, witness == null ? null : new WitnessPrinter(terminal, only));
        SmallestFiles smallest = out == null ? null : new SmallestFiles(terminal, out, only, System::nanoTime);
        List<Integer> codes = new ArrayList<>();
        try (CheckJson list = json ? new CheckJson(terminal.json(), histories.size() > 1) : null) {
            for (int i = 0; i < histories.size(); i++) {
                Checked checked = check(names.get(i), histories.get(i), claim);
                codes.add(checked.exitCode());
                if (list == null) {
                    printer.print(checked);
                } else {
                    list.write(checked);
                }
                if (smallest != null && checked instanceof Checked.Judged judged) {
                    smallest.write(judged, histories.size() > 1 ? i + 1 : 0);
                }
                if (stored != null && checked instanceof Checked.Judged judged) {
                    stored.write(judged);
                    (json ? terminal.err() : terminal.out()).println("report   " + stored);
                }
            }
        }
        if (histories.size() > 1 && !json) {
            printer.totals(histories.size());
        }
        return Checked.worst(codes);
    }

    private int follow(@Nullable Profile claimed) throws IOException {
        if (paths.size() != 1) {
            throw new ArgumentException("--follow takes one path, a folder or a file, not " + paths.size());
        }
        if (!properties.isEmpty() || witness != null || out != null || report != null) {
            throw new ArgumentException(
                    "--follow judges every claimed property; use --property, --witness, --out and --report on the"
                            + " finished history, without --follow");
        }
        if (idleMillis != null && idleMillis == 0) {
            throw new ArgumentException(
                    "--idle 0s would end before anything is read; name a longer time, as in --idle 10s");
        }
        long idle = idleMillis == null ? 0 : idleMillis;
        return new FollowedCheck(surroundings.terminal(), paths.get(0), claimed, json, idle).run();
    }

    private static StoredReport storedReport(Path file, List<List<Path>> histories) {
        if (histories.size() > 1) {
            throw new ArgumentException("--report shows one history, and these are " + histories.size()
                    + "; check them one at a time, or add --together if they are the files of one history");
        }
        return StoredReport.to(file, histories.getFirst());
    }

    private static String name(List<Path> history) {
        return history.get(0) + (history.size() > 1 ? " and " + (history.size() - 1) + " more" : "");
    }

    private Checked check(String name, List<Path> history, CheckClaim claim) {
        Path[] files = history.stream().map(RunDirectory::historyIn).toArray(Path[]::new);
        try (CheckProgress progress = new CheckProgress(surroundings.terminal(), name, System::nanoTime)) {
            History read = Histories.read(progress, files);
            progress.judging(read.eventCount());
            return new Checked.Judged(name, read, claim.judge(read));
        } catch (HistoryInputException bad) {
            return new Checked.Rejected(name, bad);
        }
    }
}
