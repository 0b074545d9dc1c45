package dev.maat.engine.cli.shrink;

import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.run.Quantities;
import dev.maat.engine.shrink.FirstRuns;
import dev.maat.engine.shrink.ShrinkDirectory;
import dev.maat.engine.shrink.Shrunk;
import dev.maat.engine.shrink.Sizes;
import dev.maat.engine.shrink.TestClass;
import dev.maat.engine.shrink.Trial;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints the result of {@code maat shrink}. */
final class ShrinkPrinter {
    private static final int MAX_LISTED = 12;
    private static final double PERCENT = 100;

    private final Terminal terminal;
    private final PrintWriter out;

    ShrinkPrinter(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    static String progress(int candidates, Sizes sizes) {
        return "shrinking: " + Quantities.count(candidates) + " candidates, now " + sizes.inWords() + ", "
                + Quantities.count(sizes.events()) + " events";
    }

    void print(Shrunk shrunk, FirstRuns first, int runs, int repeats) {
        out.println(Terminal.harmless(shrunk.scenario().implementation() + " violates "
                + first.violation().property() + ": "
                + shrunk.run()
                        .judgement()
                        .property(first.violation().property())
                        .sentence()));
        out.println();
        Table table = new Table(terminal).left("").right("before").right("after");
        Sizes before = shrunk.before();
        Sizes after = shrunk.after();
        row(table, "faults", before.faults(), after.faults());
        row(table, "nodes", before.nodes(), after.nodes());
        row(table, "messages", before.messages(), after.messages());
        row(table, "payload bytes", before.payloadBytes(), after.payloadBytes());
        row(
                table,
                shrunk.scenario().deployment().equals("simulation") ? "virtual ms" : "ms",
                before.runMillis(),
                after.runMillis());
        row(table, "events", before.events(), after.events());
        table.print(out);
        out.println();
        out.println(Quantities.count(shrunk.candidates()) + " candidates in " + Quantities.count(runs) + " runs");
        if (repeats > 1) {
            frequency(first, repeats);
        }
        if (shrunk.isMinimal()) {
            minimal(shrunk, repeats);
        } else {
            out.println(terminal.styled(Style.DOUBTFUL, Terminal.harmless("not minimal: " + shrunk.stopped())));
            tried(shrunk.tried());
        }
    }

    /** A violation that is shown is certain; that a part is needed is not, where the interleaving differs from run to run. */
    private void frequency(FirstRuns first, int repeats) {
        double p = (first.seen() + 1.0) / (first.made() + 2.0);
        out.println("a seed does not fix the interleaving here: the scenario violated it in " + first.seen() + " of "
                + first.made() + " runs, and each candidate was run up to " + repeats + " times");
        out.println(String.format(
                Locale.ROOT,
                "a part that is not needed was kept with a probability of (1 - p)^%d if the violation comes back without it with"
                        + " frequency p: %.1f %% for p = %.0f %%, as estimated for the whole scenario",
                repeats,
                Math.pow(1 - p, repeats) * PERCENT,
                p * PERCENT));
    }

    private static void row(Table table, String what, long before, long after) {
        table.row(what, Quantities.count(before), Quantities.count(after));
    }

    private void minimal(Shrunk shrunk, int repeats) {
        List<Shrunk.Tried> tried = shrunk.tried();
        out.println((repeats == 1
                        ? terminal.styled(Style.GOOD, "1-minimal")
                        : "1-minimal with that probability for each part")
                + ": " + claim(tried));
        tried(tried);
    }

    /** A removal after which the run passes ends the violation; any other only did not show it again. */
    static String claim(List<Shrunk.Tried> tried) {
        long passed = tried.stream()
                .filter(one -> one.outcome() == Trial.Outcome.PASSES)
                .count();
        return passed == tried.size()
                ? "each of " + tried.size() + " single removals ends the violation"
                : "none of " + tried.size() + " single removals showed the violation again; " + passed
                        + " of them ended in a run that passes";
    }

    private void tried(List<Shrunk.Tried> tried) {
        Map<Trial.Outcome, StringBuilder> byOutcome = new LinkedHashMap<>();
        Map<Trial.Outcome, Integer> counts = new LinkedHashMap<>();
        for (Shrunk.Tried one : tried) {
            int count = counts.merge(one.outcome(), 1, Integer::sum);
            StringBuilder listed = byOutcome.computeIfAbsent(one.outcome(), outcome -> new StringBuilder());
            if (count <= MAX_LISTED) {
                listed.append(listed.isEmpty() ? "" : ", ").append(one.part());
            }
        }
        byOutcome.forEach((outcome, parts) -> out.println(Terminal.harmless("  it " + outcome.words() + " without "
                + parts
                + (counts.getOrDefault(outcome, 0) > MAX_LISTED
                        ? " and " + (counts.getOrDefault(outcome, 0) - MAX_LISTED) + " more"
                        : ""))));
    }

    /** The same inputs had other effects: nothing that was concluded from single runs is certain. */
    void doesNotReplay() {
        out.println(
                terminal.styled(
                        Style.DOUBTFUL,
                        "the smallest scenario did not violate it when it was run again, so the implementation is not deterministic and"
                                + " the result is not certain; './maat run --runs 20 --self-check 100' shows where it differs"));
    }

    void files(ShrinkDirectory directory, TestClass test, String again) {
        out.println();
        out.println("scenario " + directory.scenario());
        out.println("report   " + directory.run().report());
        out.println("witness  " + directory.witness());
        out.println("test     " + directory.test(test.name()));
        out.println("again    " + again);
    }
}
