package dev.maat.engine.cli.run;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.campaign.Campaign;
import dev.maat.engine.campaign.CampaignDirectory;
import dev.maat.engine.campaign.SeedResult;
import dev.maat.engine.campaign.Totals;
import dev.maat.engine.campaign.Totals.PropertyTotal;
import dev.maat.engine.cli.terminal.JudgementPrinter;
import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.cli.terminal.TerminalProgress;
import dev.maat.engine.run.Runs;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Many runs on the terminal: a line a seed, totals at the end. */
final class CampaignPrinter implements AutoCloseable {
    private static final int MOST_SEEDS_LISTED = 20;

    private final Terminal terminal;
    private final PrintWriter out;
    private final boolean quiet;
    private final TerminalProgress progress;
    private int done;
    private int runs;

    /**
     * @param quiet whether {@code out} is for JSON, so that only progress is shown
     */
    CampaignPrinter(Terminal terminal, boolean quiet) {
        this.terminal = terminal;
        this.out = terminal.out();
        this.quiet = quiet;
        this.progress = new TerminalProgress(terminal, System::nanoTime);
    }

    void begin(Scenario first, Implementation implementation, Campaign.Settings settings) {
        runs = settings.runs();
        if (quiet) {
            progress.stage(settings.runs() + " seeds from " + settings.firstSeed());
        } else {
            out.println(RunPrinter.introduction(first, implementation) + ", "
                    + terminal.styled(
                            Style.STRONG,
                            "seeds " + settings.firstSeed() + " to " + (settings.firstSeed() + settings.runs() - 1)));
        }
    }

    /** A line for a seed. */
    void seed(SeedResult result) {
        done++;
        if (quiet) {
            progress.at(done, runs);
            return;
        }
        Style style = result.passed() ? Style.GOOD : result.verdict() == Verdict.VIOLATED ? Style.BAD : Style.DOUBTFUL;
        String word =
                result.harnessFailed() ? "harness failed" : result.verdict().word();
        StringBuilder line = new StringBuilder("seed ")
                .append(result.seed())
                .append("  ")
                .append(terminal.styled(style, word))
                .append("  ")
                .append(JudgementPrinter.count(result.events()))
                .append(" events, ")
                .append(RunPrinter.happened(result.counts()))
                .append(String.format(Locale.ROOT, ", %.2f s", result.tookNanos() / 1e9));
        if (!result.passed()) {
            line.append("  ").append(Table.harmless(result.reason()));
        }
        if (result.divergence() != null) {
            line.append("  NOT DETERMINISTIC: ").append(Table.harmless(result.divergence()));
        }
        if (result.directory() != null) {
            line.append("  -> ").append(result.directory());
        }
        out.println(line);
    }

    void end(Totals totals, CampaignDirectory directory) {
        out.println();
        Table table = new Table(terminal)
                .left("property")
                .right("cases")
                .right("at risk")
                .right("runs at risk")
                .right("violations")
                .right("runs violated")
                .right("runs unknown");
        for (PropertyTotal property : totals.properties()) {
            table.row(
                    property.id(),
                    JudgementPrinter.count(property.applicable()),
                    JudgementPrinter.count(property.atRisk()),
                    JudgementPrinter.count(property.exercisedRuns()),
                    JudgementPrinter.count(property.violations()),
                    JudgementPrinter.count(property.violatedRuns()),
                    JudgementPrinter.count(property.unknownRuns()));
        }
        table.print(out);
        out.println();
        out.println(RunPrinter.happened(totals.counts()) + ", " + JudgementPrinter.count(totals.events()) + " events");
        seeds("violated", totals.violated());
        seeds("unknown", totals.unknown());
        seeds("harness failed", totals.harnessFailures());
        out.println(
                totals.checked() == 0
                        ? "no seed was run twice"
                        : totals.checked() + " seeds run twice: "
                                + (totals.notDeterministic().isEmpty()
                                        ? "the same to the byte"
                                        : "NOT the same: " + listed(totals.notDeterministic())));
        out.println(JudgementPrinter.count(totals.runs()) + " runs in " + Runs.duration(totals.tookNanos()) + ", "
                + JudgementPrinter.count(totals.schedulesPerMinute()) + " schedules a minute"
                + (totals.interrupted() ? "; interrupted" : ""));
        out.println();
        Verdict verdict = totals.verdict();
        Style style =
                verdict == Verdict.VIOLATED ? Style.BAD : verdict == Verdict.UNKNOWN ? Style.DOUBTFUL : Style.GOOD;
        out.println(terminal.styled(style, verdict.word().toUpperCase(Locale.ROOT)) + "  "
                + totals.violated().size() + " violated, " + totals.unknown().size() + " unknown, of "
                + totals.runs() + " runs");
        out.println("totals   " + directory.totals());
    }

    private void seeds(String what, List<Long> seeds) {
        if (!seeds.isEmpty()) {
            out.println(what + ": " + listed(seeds));
        }
    }

    private static String listed(List<Long> seeds) {
        String shown =
                seeds.stream().limit(MOST_SEEDS_LISTED).map(String::valueOf).collect(Collectors.joining(", "));
        int more = seeds.size() - MOST_SEEDS_LISTED;
        return "seeds " + shown + (more > 0 ? " and " + more + " more" : "");
    }

    @Override
    public void close() {
        progress.close();
    }
}
