package dev.maat.engine.cli.run;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.campaign.Campaign;
import dev.maat.engine.campaign.CampaignDirectory;
import dev.maat.engine.campaign.SeedResult;
import dev.maat.engine.campaign.Totals;
import dev.maat.engine.campaign.Totals.BeyondTotal;
import dev.maat.engine.campaign.Totals.PropertyTotal;
import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.cli.terminal.TerminalProgress;
import dev.maat.engine.run.Quantities;
import dev.maat.node.implementation.Implementation;
import dev.maat.scenario.Scenario;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints a campaign: a line for each seed, totals at the end. */
final class CampaignPrinter implements AutoCloseable {
    private static final int MAX_SEEDS_LISTED = 20;

    private final Terminal terminal;
    private final PrintWriter out;
    private final boolean quiet;
    private final TerminalProgress progress;
    private int done;
    private int runs;

    /** @param quiet whether only progress is shown, because {@code out} is for JSON */
    CampaignPrinter(Terminal terminal, boolean quiet) {
        this.terminal = terminal;
        this.out = terminal.out();
        this.quiet = quiet;
        this.progress = new TerminalProgress(terminal, System::nanoTime);
    }

    /** @param varied whether each seed draws the size of the group and more besides its faults */
    void begin(Scenario first, Implementation implementation, Campaign.Settings settings, boolean varied) {
        runs = settings.runs();
        if (quiet) {
            progress.stage(settings.runs() + " seeds from " + settings.firstSeed());
        } else {
            out.println(RunPrinter.introduction(first, implementation) + ", "
                    + terminal.styled(
                            Style.STRONG,
                            "seeds " + settings.firstSeed() + " to " + (settings.firstSeed() + settings.runs() - 1)));
            if (varied) {
                out.println(
                        "this is the first seed's; each seed draws nodes, load, buffers and repair where no option says"
                                + " them");
            }
        }
    }

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
                .append(Quantities.count(result.events()))
                .append(" events, ")
                .append(RunPrinter.counts(result.counts()))
                .append(String.format(Locale.ROOT, ", %.2f s", result.tookNanos() / 1e9));
        if (!result.passed()) {
            line.append("  ").append(Terminal.harmless(result.reason()));
        }
        if (result.divergence() != null) {
            line.append("  NOT DETERMINISTIC: ").append(Terminal.harmless(result.divergence()));
        }
        if (result.directory() != null) {
            line.append("  -> ").append(result.directory());
        }
        out.println(line);
        out.flush();
    }

    void end(Totals totals, CampaignDirectory directory) {
        out.println();
        properties(totals);
        beyond(totals.beyond());
        new CoveragePrinter(terminal).print(totals.coverage());
        out.println();
        out.println(RunPrinter.counts(totals.counts()) + ", " + Quantities.count(totals.events()) + " events");
        if (totals.mayLoseQuorum() > 0) {
            out.println(Quantities.count(totals.mayLoseQuorum()) + " of " + Quantities.count(totals.runs())
                    + " runs may lose their quorum: safety only");
        }
        seeds("violated", totals.violated());
        seeds("unknown", totals.unknown());
        seeds("harness failed", totals.harnessFailures());
        out.println(selfCheck(totals));
        out.println(Quantities.count(totals.runs()) + " runs in " + Quantities.duration(totals.tookNanos()) + ", "
                + Quantities.count(totals.schedulesPerMinute()) + " schedules per minute"
                + (totals.interrupted() ? "; interrupted" : ""));
        out.println();
        verdict(totals);
        out.println("totals   " + directory.totals());
    }

    private void properties(Totals totals) {
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
                    Quantities.count(property.applicable()),
                    Quantities.count(property.atRisk()),
                    Quantities.count(property.exercisedRuns()),
                    Quantities.count(property.violations()),
                    Quantities.count(property.violatedRuns()),
                    Quantities.count(property.unknownRuns()));
        }
        table.print(out);
    }

    /** Violations of what the implementation does not claim: worth a look, and no verdict. */
    private void beyond(List<BeyondTotal> beyond) {
        if (beyond.isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table(terminal)
                .left("violated beyond the claim")
                .right("violations")
                .right("runs violated")
                .right("first seed");
        for (BeyondTotal property : beyond) {
            table.row(
                    property.id(),
                    Quantities.count(property.violations()),
                    Quantities.count(property.violatedRuns()),
                    String.valueOf(property.firstSeed()));
        }
        table.print(out);
    }

    private static String selfCheck(Totals totals) {
        if (totals.checked() == 0) {
            return "no seed was run twice";
        }
        return totals.checked() + (totals.checked() == 1 ? " seed" : " seeds") + " run twice: "
                + (totals.notDeterministic().isEmpty()
                        ? "equal byte for byte"
                        : "NOT equal: " + listed(totals.notDeterministic()));
    }

    private void verdict(Totals totals) {
        Verdict verdict = totals.verdict();
        Style style =
                switch (verdict) {
                    case VIOLATED -> Style.BAD;
                    case UNKNOWN -> Style.DOUBTFUL;
                    case HOLDS, NOT_EXERCISED, INAPPLICABLE -> Style.GOOD;
                };
        out.println(terminal.styled(style, verdict.word().toUpperCase(Locale.ROOT)) + "  "
                + totals.violated().size() + " violated, " + totals.unknown().size() + " unknown, of "
                + totals.runs() + " runs");
    }

    private void seeds(String title, List<Long> seeds) {
        if (!seeds.isEmpty()) {
            out.println(title + ": " + listed(seeds));
        }
    }

    private static String listed(List<Long> seeds) {
        String shown =
                seeds.stream().limit(MAX_SEEDS_LISTED).map(String::valueOf).collect(Collectors.joining(", "));
        int more = seeds.size() - MAX_SEEDS_LISTED;
        return "seeds " + shown + (more > 0 ? " and " + more + " more" : "");
    }

    @Override
    public void close() {
        progress.close();
    }
}
