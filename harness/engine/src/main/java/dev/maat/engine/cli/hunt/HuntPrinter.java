package dev.maat.engine.cli.hunt;

import dev.maat.engine.campaign.SeedResult;
import dev.maat.engine.cli.run.CoveragePrinter;
import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.cli.terminal.TerminalProgress;
import dev.maat.engine.hunt.Finding;
import dev.maat.engine.hunt.Hunt;
import dev.maat.engine.hunt.HuntConfiguration;
import dev.maat.engine.hunt.HuntFolder;
import dev.maat.engine.hunt.HuntListener;
import dev.maat.engine.hunt.HuntMerge;
import dev.maat.engine.hunt.HuntPlan;
import dev.maat.engine.hunt.HuntState;
import dev.maat.engine.hunt.Tally;
import dev.maat.engine.run.ExitCode;
import dev.maat.engine.run.Quantities;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Prints a hunt: a line a minute, each finding when it is first met, and the totals at the end. */
final class HuntPrinter implements HuntListener, AutoCloseable {
    private static final long NANOS_PER_MINUTE = 60_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MAX_CONFIGURATIONS_NAMED = 8;

    private final Terminal terminal;
    private final PrintWriter out;
    private final boolean quiet;
    private final TerminalProgress progress;
    private final LongSupplier nanoTime;
    private final long began;
    private long lineAt;
    private long runs;
    private long runsBefore;
    private long failed;
    private long expected;

    /** @param quiet whether only progress is shown, because {@code out} is for JSON */
    HuntPrinter(Terminal terminal, boolean quiet, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.out = terminal.out();
        this.quiet = quiet;
        this.nanoTime = nanoTime;
        this.began = nanoTime.getAsLong();
        this.lineAt = began + NANOS_PER_MINUTE;
        this.progress = new TerminalProgress(terminal, System::nanoTime);
    }

    void begin(HuntState state, HuntFolder folder) {
        HuntPlan plan = state.plan();
        runsBefore = state.total().of(Tally.Sort.RUNS);
        runs = runsBefore;
        failed = state.total().of(Tally.Sort.VIOLATED) + state.total().of(Tally.Sort.UNKNOWN);
        expected = plan.shardSeeds();
        progress.stage("hunting");
        if (quiet) {
            return;
        }
        String seeds = plan.lastSeed() == Long.MAX_VALUE
                ? "seeds from " + plan.firstSeed()
                : "seeds " + plan.firstSeed() + " to " + plan.lastSeed();
        out.println(plan.implementation() + ", " + plan.deployment() + " over " + plan.transport() + ", "
                + terminal.styled(Style.STRONG, seeds)
                + (plan.shard().of() > 1 ? ", shard " + plan.shard() : "") + " -> " + folder.path());
        out.println("configurations, in turns of " + plan.epochSeeds() + " seeds: "
                + String.join(
                        "; ",
                        plan.configurations().stream()
                                .limit(MAX_CONFIGURATIONS_NAMED)
                                .map(HuntConfiguration::words)
                                .toList())
                + (plan.configurations().size() > MAX_CONFIGURATIONS_NAMED ? "; ..." : ""));
        if (runsBefore > 0) {
            out.println("goes on after " + Quantities.count(runsBefore) + " seeds");
        }
        out.flush();
    }

    @Override
    public void seed(SeedResult result) {
        runs++;
        failed += result.passed() ? 0 : 1;
        if (terminal.errIsTerminal() && expected < Long.MAX_VALUE) {
            progress.at(runs, expected);
        }
        if (nanoTime.getAsLong() >= lineAt) {
            lineAt += NANOS_PER_MINUTE;
            minute();
        }
    }

    private void minute() {
        double minutes = (nanoTime.getAsLong() - began) / (double) NANOS_PER_MINUTE;
        String line = Quantities.duration(nanoTime.getAsLong() - began) + ": " + Quantities.count(runs)
                + (expected == Long.MAX_VALUE ? " seeds" : " of " + Quantities.count(expected) + " seeds") + " ("
                + Quantities.count(Math.round((runs - runsBefore) / minutes)) + " a minute), "
                + Quantities.count(failed) + " failed";
        if (quiet) {
            progress.note(line);
        } else {
            out.println(line);
            out.flush();
        }
    }

    @Override
    public void found(Finding finding) {
        if (!quiet) {
            out.println(terminal.styled(style(finding), finding.sort().word()) + "  seed " + finding.firstSeed() + " ("
                    + finding.configuration().words() + "): " + Terminal.harmless(finding.sentence())
                    + (finding.kept().isEmpty() ? "" : "  -> " + finding.kept().getFirst()));
            out.flush();
        }
    }

    private static Style style(Finding finding) {
        return finding.sort() == Finding.Sort.VIOLATED ? Style.BAD : Style.DOUBTFUL;
    }

    @Override
    public void epoch(HuntState state) {
        // The line of a minute comes with a seed.
    }

    /** @param end why the hunt came to an end; null for a sum of shards */
    void end(HuntState state, HuntFolder folder, Hunt.@Nullable End end, String command) {
        out.println();
        findings(state);
        configurations(state);
        new CoveragePrinter(terminal).print(state.total().coverage());
        Tally total = state.total();
        out.println();
        out.println(Quantities.count(total.of(Tally.Sort.STEERED)) + " seeds steered towards holes, "
                + Quantities.count(total.of(Tally.Sort.CHECKED)) + " run twice, "
                + Quantities.count(total.of(Tally.Sort.NOT_DETERMINISTIC)) + " not deterministic; "
                + Quantities.count(total.of(Tally.Sort.MAY_LOSE_QUORUM)) + " may lose their quorum: safety only");
        out.println(Quantities.count(total.of(Tally.Sort.RUNS)) + " seeds in "
                + Quantities.duration(state.tookMillis() * NANOS_PER_MILLI));
        for (String gap : state.isMerged() ? HuntMerge.gaps(state) : List.<String>of()) {
            out.println(terminal.styled(Style.DOUBTFUL, gap));
        }
        out.println();
        verdict(state);
        out.println("results  " + folder.results());
        out.println("page     " + folder.page());
        if (end == Hunt.End.TIME || end == Hunt.End.INTERRUPTED) {
            out.println("go on    " + command);
        }
    }

    private void findings(HuntState state) {
        if (state.findings().list().isEmpty()) {
            return;
        }
        Table table = new Table(terminal)
                .left("verdict")
                .left("property")
                .right("seeds")
                .right("first")
                .left("how");
        for (Finding finding : state.findings().list()) {
            table.row(
                    finding.sort().word(),
                    finding.property(),
                    Quantities.count(finding.count()),
                    Long.toString(finding.firstSeed()),
                    Terminal.harmless(finding.cause()));
        }
        table.print(out);
        if (state.findings().unlisted() > 0) {
            out.println("and " + Quantities.count(state.findings().unlisted()) + " seeds that failed in further ways");
        }
        out.println();
    }

    private void configurations(HuntState state) {
        Table table = new Table(terminal)
                .left("configuration")
                .right("seeds")
                .right("violated")
                .right("unknown")
                .right("harness failed")
                .right("view changes");
        for (Map.Entry<HuntConfiguration, Tally> each : state.tallies().entrySet()) {
            Tally tally = each.getValue();
            table.row(
                    each.getKey().words(),
                    Quantities.count(tally.of(Tally.Sort.RUNS)),
                    Quantities.count(tally.of(Tally.Sort.VIOLATED)),
                    Quantities.count(tally.of(Tally.Sort.UNKNOWN)),
                    Quantities.count(tally.of(Tally.Sort.HARNESS_FAILED)),
                    Quantities.count(tally.counts().viewChanges()));
        }
        table.print(out);
    }

    private void verdict(HuntState state) {
        Tally total = state.total();
        String word =
                switch (state.exitCode()) {
                    case ExitCode.HOLDS -> terminal.styled(Style.GOOD, "✓ HOLDS");
                    case ExitCode.VIOLATED -> terminal.styled(Style.BAD, "✗ VIOLATED");
                    case ExitCode.HARNESS_FAILURE -> terminal.styled(Style.DOUBTFUL, "? THE HARNESS FAILED");
                    default -> terminal.styled(Style.DOUBTFUL, "? UNKNOWN");
                };
        out.println(word + "  " + Quantities.count(total.of(Tally.Sort.VIOLATED)) + " violated, "
                + Quantities.count(total.of(Tally.Sort.UNKNOWN)) + " unknown, of "
                + Quantities.count(total.of(Tally.Sort.RUNS)) + " seeds");
    }

    @Override
    public void close() {
        progress.close();
    }
}
