package dev.maat.engine.cli.check;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.cli.terminal.JudgementPrinter;
import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.cli.terminal.WitnessPrinter;
import dev.maat.engine.run.Claims;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code maat check} says: of one history everything, of each of several a line, and their totals. */
final class CheckPrinter {
    private final Terminal terminal;
    private final PrintWriter out;
    private final CheckClaim claim;
    private final int pathWidth;
    private final @Nullable WitnessPrinter witnesses;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final Map<String, Integer> broken = new LinkedHashMap<>();
    private long events;
    private int rejected;
    private final OneHistoryHint hint = new OneHistoryHint();

    /**
     * @param paths all that will be checked
     * @param witnesses shows witnesses where they are asked for
     */
    CheckPrinter(Terminal terminal, CheckClaim claim, List<String> paths, @Nullable WitnessPrinter witnesses) {
        this.terminal = terminal;
        this.out = terminal.out();
        this.claim = claim;
        this.pathWidth = paths.size() == 1
                ? 0
                : paths.stream().mapToInt(String::length).max().orElse(0);
        this.witnesses = witnesses;
    }

    void print(Checked checked) {
        switch (checked) {
            case Checked.Judged judged when pathWidth == 0 -> whole(judged);
            case Checked.Judged judged -> line(judged);
            case Checked.Rejected bad -> rejected(bad);
        }
        out.flush();
    }

    private void whole(Checked.Judged judged) {
        Set<String> claimed = Claims.properties(judged.judgement(), judged.history());
        JudgementPrinter printer = new JudgementPrinter(terminal);
        if (witnesses != null) {
            witnesses.print(judged.judgement(), claimed);
            printer.verdict(judged.judgement());
        } else if (claim.onlySome()) {
            printer.printOnly(judged.judgement(), claimed);
        } else {
            printer.print(judged.judgement(), claimed);
        }
    }

    private void line(Checked.Judged judged) {
        Verdict verdict = judged.judgement().verdict();
        Set<String> claimed = Claims.properties(judged.judgement(), judged.history());
        List<String> broke = new ArrayList<>();
        for (PropertyResult result : judged.judgement().properties()) {
            if (result.verdict() == Verdict.VIOLATED && claimed.contains(result.id())) {
                broke.add(result.id());
                broken.merge(result.id(), 1, Integer::sum);
            }
        }
        String why = String.join(", ", broke);
        if (broke.isEmpty() && verdict == Verdict.UNKNOWN) {
            why = judged.judgement().reasons().get(0);
        }
        int warnings = judged.judgement().warnings().size();
        if (warnings > 0) {
            why += (why.isEmpty() ? "" : "; ") + warnings + (warnings == 1 ? " warning" : " warnings");
        }
        verdicts.merge(verdict, 1, Integer::sum);
        hint.add(judged.history());
        events += judged.judgement().events();
        String word = JudgementPrinter.sign(verdict, terminal) + " " + verdict.word();
        row(
                judged.path(),
                JudgementPrinter.style(verdict),
                word,
                JudgementPrinter.count(judged.judgement().events()),
                why);
        if (witnesses != null) {
            witnesses.print(judged.judgement(), claimed);
        }
    }

    private void rejected(Checked.Rejected bad) {
        rejected++;
        hint.add(bad.bad());
        out.flush();
        terminal.err()
                .println("maat: " + Table.harmless(String.valueOf(bad.bad().getMessage())));
        terminal.err().flush();
        if (pathWidth > 0) {
            row(bad.path(), Style.BAD, "! bad input", "", bad.bad().reason());
        }
    }

    private void row(String path, Style style, String word, String count, String why) {
        String padded = word + " ".repeat(Math.max(0, "o not-exercised".length() - word.length()));
        String line = Table.harmless(path) + " ".repeat(Math.max(0, pathWidth - path.length())) + "  "
                + terminal.styled(style, padded) + "  " + String.format("%12s", count) + "  " + Table.harmless(why);
        out.println(line.stripTrailing());
    }

    /** What several come to. */
    void totals(int histories) {
        List<String> parts = new ArrayList<>();
        verdicts.forEach((verdict, count) -> parts.add(count + " " + verdict.word()));
        if (rejected > 0) {
            parts.add(rejected + " bad input");
        }
        out.println();
        out.println(
                histories + " histories, " + JudgementPrinter.count(events) + " events: " + String.join(", ", parts));
        if (!broken.isEmpty()) {
            List<String> most = new ArrayList<>();
            broken.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .forEach(entry -> most.add(entry.getKey() + " in " + entry.getValue()));
            out.println("broken: " + String.join(", ", most));
        }
        if (hint.applies()) {
            terminal.err().println("maat: these may be the files of one history: --together judges them as one");
        }
    }
}
