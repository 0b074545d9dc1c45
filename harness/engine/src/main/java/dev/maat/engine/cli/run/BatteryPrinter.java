package dev.maat.engine.cli.run;

import dev.maat.engine.battery.BatteryDirectory;
import dev.maat.engine.battery.BatteryResult;
import dev.maat.engine.battery.BatteryResult.Outcome;
import dev.maat.engine.battery.BatteryRuns;
import dev.maat.engine.battery.BatteryTarget;
import dev.maat.engine.battery.BatteryTotals;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.cli.terminal.TerminalProgress;
import dev.maat.engine.run.ExitCode;
import dev.maat.engine.run.Quantities;
import dev.maat.node.implementation.Implementation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints a battery: a line for each case and seed, totals at the end. */
final class BatteryPrinter implements AutoCloseable {
    private final Terminal terminal;
    private final PrintWriter out;
    private final boolean quiet;
    private final TerminalProgress progress;
    private int done;
    private int expected;
    private int nameWidth;

    /** @param quiet whether only progress is shown, because {@code out} is for JSON */
    BatteryPrinter(Terminal terminal, boolean quiet) {
        this.terminal = terminal;
        this.out = terminal.out();
        this.quiet = quiet;
        this.progress = new TerminalProgress(terminal, System::nanoTime);
    }

    void begin(BatteryRuns.Settings settings) {
        expected = settings.cases().size() * settings.seeds();
        nameWidth = settings.cases().stream()
                .mapToInt(each -> each.name().length())
                .max()
                .orElse(0);
        if (quiet) {
            progress.stage(settings.cases().size() + " cases of the battery");
            return;
        }
        BatteryTarget target = settings.target();
        Implementation implementation = target.implementation();
        out.println(implementation.name() + " " + implementation.version() + ", " + target.ordering() + " order, "
                + target.delivery() + " delivery, " + target.deployment() + " over " + target.transport() + ": "
                + terminal.styled(
                        Style.STRONG,
                        settings.cases().size() + " cases, " + settings.seeds() + " seed"
                                + (settings.seeds() == 1 ? "" : "s") + " each from " + settings.firstSeed()));
    }

    void result(BatteryResult result) {
        done++;
        if (quiet) {
            progress.at(done, expected);
            return;
        }
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%-" + Math.max(1, nameWidth) + "s",
                result.battery().name()));
        if (result.outcome() != Outcome.NOT_FOR) {
            line.append("  seed ").append(result.seed());
        }
        line.append("  ").append(terminal.styled(style(result.outcome()), word(result.outcome())));
        if (!result.reason().isEmpty()) {
            line.append(": ").append(Terminal.harmless(result.reason()));
        }
        if (result.directory() != null) {
            line.append("  -> ").append(result.directory());
        }
        out.println(line);
        out.flush();
    }

    private static String word(Outcome outcome) {
        return outcome == Outcome.NOT_FOR ? "not for this implementation" : outcome.word();
    }

    private static Style style(Outcome outcome) {
        return switch (outcome) {
            case HOLDS -> Style.GOOD;
            case VIOLATED -> Style.BAD;
            case UNKNOWN, NOT_REACHED, NOT_FOR, HARNESS_FAILED -> Style.DOUBTFUL;
        };
    }

    void end(BatteryTotals totals, BatteryDirectory directory) {
        String counts = Stream.of(Outcome.values())
                .filter(outcome -> totals.count(outcome) > 0)
                .map(outcome -> totals.count(outcome) + " " + word(outcome))
                .collect(Collectors.joining(", "));
        out.println();
        out.println(verdict(totals) + "  " + counts + ", in " + Quantities.duration(totals.tookNanos())
                + (totals.interrupted() ? "; interrupted" : ""));
        List<BatteryResult> missed = totals.results().stream()
                .filter(result -> result.outcome() == Outcome.NOT_REACHED)
                .toList();
        if (!missed.isEmpty()) {
            out.println(
                    "a run that did not reach its situation proves nothing of it; other seeds may (--seed, --runs)");
        }
        out.println("totals   " + directory.totals());
    }

    private String verdict(BatteryTotals totals) {
        return switch (totals.exitCode()) {
            case ExitCode.HOLDS -> terminal.styled(Style.GOOD, "✓ HOLDS");
            case ExitCode.VIOLATED -> terminal.styled(Style.BAD, "✗ VIOLATED");
            case ExitCode.HARNESS_FAILURE -> terminal.styled(Style.DOUBTFUL, "? THE HARNESS FAILED");
            default -> terminal.styled(Style.DOUBTFUL, "? INCONCLUSIVE");
        };
    }

    @Override
    public void close() {
        progress.close();
    }
}
