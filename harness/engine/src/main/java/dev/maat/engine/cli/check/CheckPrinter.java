package dev.maat.engine.cli.check;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.cli.judgement.JudgementPrinter;
import dev.maat.engine.cli.judgement.VerdictStyle;
import dev.maat.engine.cli.judgement.WitnessPrinter;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.run.Quantities;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Prints what was checked: one history in full; several as a line for each, and totals. */
final class CheckPrinter {
    private static final int VERDICT_WIDTH = "o not-exercised".length();

    private final Terminal terminal;
    private final PrintWriter out;
    private final CheckClaim claim;
    private final int pathWidth;
    private final @Nullable WitnessPrinter witnesses;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private final Map<String, Integer> violatedHistories = new LinkedHashMap<>();
    private long events;
    private int rejected;
    private final OneHistoryHint hint = new OneHistoryHint();

    /**
     * @param paths every history that will be checked, as it was named
     * @param witnesses prints the witnesses; null if they were not asked for
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
        Set<String> claimed = judged.claimedIds();
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
        Set<String> claimed = judged.claimedIds();
        List<String> violated = new ArrayList<>();
        for (PropertyResult result : judged.judgement().properties()) {
            if (result.verdict() == Verdict.VIOLATED && claimed.contains(result.id())) {
                violated.add(result.id());
                violatedHistories.merge(result.id(), 1, Integer::sum);
            }
        }
        verdicts.merge(verdict, 1, Integer::sum);
        hint.add(judged.history());
        events += judged.judgement().events();
        String word = VerdictStyle.sign(verdict, terminal) + " " + verdict.word();
        row(
                judged.path(),
                VerdictStyle.of(verdict),
                word,
                Quantities.count(judged.judgement().events()),
                remark(judged.judgement(), violated));
        if (witnesses != null) {
            witnesses.print(judged.judgement(), claimed);
        }
    }

    /** The end of the line: the violated properties or the first reason, and the number of warnings. */
    private static String remark(Judgement judgement, List<String> violated) {
        String remark = String.join(", ", violated);
        if (violated.isEmpty() && judgement.verdict() == Verdict.UNKNOWN) {
            remark = judgement.reasons().get(0);
        }
        int warnings = judgement.warnings().size();
        if (warnings == 0) {
            return remark;
        }
        return remark + (remark.isEmpty() ? "" : "; ") + warnings + (warnings == 1 ? " warning" : " warnings");
    }

    private void rejected(Checked.Rejected bad) {
        rejected++;
        hint.add(bad.bad());
        out.flush();
        terminal.err()
                .println("maat: " + Terminal.harmless(String.valueOf(bad.bad().getMessage())));
        terminal.err().flush();
        if (pathWidth > 0) {
            row(bad.path(), Style.BAD, "! bad input", "", bad.bad().reason());
        }
    }

    private void row(String path, Style style, String word, String count, String remark) {
        String padded = word + " ".repeat(Math.max(0, VERDICT_WIDTH - word.length()));
        String line = Terminal.harmless(path) + " ".repeat(Math.max(0, pathWidth - path.length())) + "  "
                + terminal.styled(style, padded) + "  " + String.format("%12s", count) + "  "
                + Terminal.harmless(remark);
        out.println(line.stripTrailing());
    }

    void totals(int histories) {
        List<String> parts = new ArrayList<>();
        verdicts.forEach((verdict, count) -> parts.add(count + " " + verdict.word()));
        if (rejected > 0) {
            parts.add(rejected + " bad input");
        }
        out.println();
        out.println(histories + " histories, " + Quantities.count(events) + " events: " + String.join(", ", parts));
        if (!violatedHistories.isEmpty()) {
            List<String> most = new ArrayList<>();
            violatedHistories.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .forEach(entry -> most.add(entry.getKey() + " in " + entry.getValue()));
            out.println("violated: " + String.join(", ", most));
        }
        if (hint.applies()) {
            terminal.err().println("maat: these may be the files of one history; --together judges them as one");
        }
    }
}
