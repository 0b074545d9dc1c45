package dev.maat.engine.cli.judgement;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.run.Quantities;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Prints a judgement: the table, the violations and their proofs, and the verdict last, next to the prompt. */
public final class JudgementPrinter {
    private static final int VERDICT_COLUMN = 1;
    private static final int MAX_WITNESS_LINES = 12;
    private static final int MAX_REASONS = 8;
    private static final String INDENT = "    ";

    private final Terminal terminal;
    private final PrintWriter out;

    public JudgementPrinter(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    /**
     * Prints the claimed properties in full, and the others in one line.
     *
     * @param claimed ids of the properties that the verdict is about
     */
    public void print(Judgement judgement, Set<String> claimed) {
        beyond(table(judgement, claimed));
        rest(judgement, claimed);
    }

    /** Prints the claimed properties and nothing about the others. */
    public void printOnly(Judgement judgement, Set<String> claimed) {
        table(judgement, claimed);
        rest(judgement, claimed);
    }

    private void rest(Judgement judgement, Set<String> claimed) {
        for (PropertyResult result : judgement.properties()) {
            if (result.verdict() == Verdict.VIOLATED && claimed.contains(result.id())) {
                violation(result);
            }
        }
        notJudged(judgement.notJudged(), claimed);
        judgement.warnings().forEach(warning -> out.println(Terminal.harmless("warning: " + warning)));
        verdict(judgement);
    }

    /** Prints the rows of the claimed properties and returns the other results. */
    private List<PropertyResult> table(Judgement judgement, Set<String> claimed) {
        Table table = new Table(terminal)
                .left("property")
                .left("verdict")
                .right("cases")
                .right("at risk")
                .right("violations");
        List<PropertyResult> rest = new ArrayList<>();
        for (PropertyResult result : judgement.properties()) {
            if (claimed.contains(result.id())) {
                row(table, result);
            } else {
                rest.add(result);
            }
        }
        if (claimed.isEmpty()) {
            rest.forEach(result -> row(table, result));
            rest.clear();
        }
        table.print(out);
        return rest;
    }

    private void beyond(List<PropertyResult> rest) {
        // The implementation does not claim these properties: a violation among them is reported, but breaks nothing.
        List<String> beyond = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.VIOLATED, Verdict.HOLDS, Verdict.UNKNOWN, Verdict.NOT_EXERCISED)) {
            String ids = rest.stream()
                    .filter(result -> result.verdict() == verdict)
                    .map(PropertyResult::id)
                    .collect(Collectors.joining(", "));
            if (!ids.isEmpty()) {
                beyond.add(verdict.word() + " " + ids);
            }
        }
        if (!beyond.isEmpty()) {
            aside("judged, but not claimed: ", List.of(String.join("; ", beyond)));
        }
    }

    private void row(Table table, PropertyResult result) {
        table.styledRow(
                VerdictStyle.of(result.verdict()),
                VERDICT_COLUMN,
                result.id(),
                VerdictStyle.sign(result.verdict(), terminal) + " "
                        + result.verdict().word(),
                result.verdict() == Verdict.INAPPLICABLE ? "" : Quantities.count(result.applicable()),
                result.verdict() == Verdict.INAPPLICABLE ? "" : Quantities.count(result.atRisk()),
                result.violations() == 0 ? "" : Quantities.count(result.violations()));
    }

    private void notJudged(List<String> ids, Set<String> claimed) {
        List<String> ofTheClaim = ids.stream()
                .filter(id -> claimed.isEmpty() || claimed.contains(id))
                .toList();
        aside("claimed, but not judged (no checker yet): ", ofTheClaim);
        int beyond = ids.size() - ofTheClaim.size();
        if (beyond > 0) {
            aside(
                    "",
                    List.of("and " + beyond
                            + " properties that are not claimed and have no checker yet; --json names them"));
        }
    }

    private void aside(String title, List<String> words) {
        if (!words.isEmpty()) {
            out.println(terminal.styled(Style.QUIET, title + Terminal.harmless(String.join(", ", words))));
        }
    }

    /** Prints a violated property, its sentence and the events that prove it. */
    public void violation(PropertyResult result) {
        out.println();
        out.println(terminal.styled(Style.BAD, VerdictStyle.sign(Verdict.VIOLATED, terminal) + " " + result.id()) + ": "
                + Terminal.harmless(result.sentence()));
        List<WitnessEvent> witness = result.witness();
        WitnessWords words = new WitnessWords(witness);
        for (int i = 0; i < Math.min(witness.size(), MAX_WITNESS_LINES); i++) {
            WitnessEvent event = witness.get(i);
            out.println(INDENT + Terminal.harmless(WitnessPrinter.name(event) + "  " + words.of(event)));
        }
        if (witness.size() > MAX_WITNESS_LINES) {
            out.println(INDENT + "... and " + (witness.size() - MAX_WITNESS_LINES)
                    + " more; 'maat check --witness' shows all");
        }
    }

    public void verdict(Judgement judgement) {
        Verdict verdict = judgement.verdict();
        out.println();
        String claim = judgement.claims().isEmpty() ? "nothing is claimed" : String.join(", ", judgement.claims());
        out.println(terminal.styled(
                        VerdictStyle.of(verdict),
                        VerdictStyle.sign(verdict, terminal) + " "
                                + verdict.word().toUpperCase(Locale.ROOT))
                + "  "
                + Terminal.harmless(claim) + "  (" + Quantities.count(judgement.events()) + " events)");
        if (verdict == Verdict.HOLDS) {
            return;
        }
        List<String> reasons = reasons(judgement);
        for (int i = 0; i < Math.min(reasons.size(), MAX_REASONS); i++) {
            out.println(INDENT + Terminal.harmless(reasons.get(i)));
        }
        if (reasons.size() > MAX_REASONS) {
            out.println(INDENT + "... and " + (reasons.size() - MAX_REASONS) + " more reasons; --json shows all");
        }
    }

    /** The reasons that are left to print: violations are printed above, and properties unknown for the same reason share a line. */
    private static List<String> reasons(Judgement judgement) {
        Set<String> left = new LinkedHashSet<>(judgement.reasons());
        Map<String, List<String>> unknown = new LinkedHashMap<>();
        for (PropertyResult result : judgement.properties()) {
            boolean listed = left.remove(result.id() + ": " + result.sentence());
            if (listed && result.verdict() != Verdict.VIOLATED) {
                unknown.computeIfAbsent(result.sentence(), absent -> new ArrayList<>())
                        .add(result.id());
            }
        }
        List<String> reasons = new ArrayList<>(left);
        unknown.forEach((why, ids) -> reasons.add(String.join(", ", ids) + ": " + why));
        return reasons;
    }
}
