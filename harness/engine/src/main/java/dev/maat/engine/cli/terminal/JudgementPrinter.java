package dev.maat.engine.cli.terminal;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.engine.cli.terminal.Terminal.Style;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A judgement for a person: the table, what broke and what proves it, the verdict last, where the eye is. */
public final class JudgementPrinter {
    private static final int VERDICT_COLUMN = 1;
    private static final int MOST_WITNESS_LINES = 12;
    private static final int MOST_REASONS = 8;
    private static final String INDENT = "    ";

    private final Terminal terminal;
    private final PrintWriter out;

    public JudgementPrinter(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    /**
     * @param claimed ids that the verdict is about; the rest is reported more quietly
     */
    public void print(Judgement judgement, Set<String> claimed) {
        beyond(table(judgement, claimed));
        rest(judgement, claimed);
    }

    /** Likewise, and nothing of what is not claimed. */
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
        judgement.warnings().forEach(warning -> out.println(Table.harmless("warning: " + warning)));
        verdict(judgement);
    }

    /** Prints the rows that are claimed; the others are left. */
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
        // Nobody promised these: told, but not as something broken.
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
            aside("beyond the claim: ", List.of(String.join("; ", beyond)));
        }
    }

    private void row(Table table, PropertyResult result) {
        table.styledRow(
                style(result.verdict()),
                VERDICT_COLUMN,
                result.id(),
                sign(result.verdict(), terminal) + " " + result.verdict().word(),
                result.verdict() == Verdict.INAPPLICABLE ? "" : count(result.applicable()),
                result.verdict() == Verdict.INAPPLICABLE ? "" : count(result.atRisk()),
                result.violations() == 0 ? "" : count(result.violations()));
    }

    private void notJudged(List<String> ids, Set<String> claimed) {
        List<String> ofTheClaim = ids.stream()
                .filter(id -> claimed.isEmpty() || claimed.contains(id))
                .toList();
        aside("not judged, no checker yet: ", ofTheClaim);
        int beyond = ids.size() - ofTheClaim.size();
        if (beyond > 0) {
            aside(
                    "",
                    List.of("and " + beyond
                            + " properties beyond the claim that no checker judges yet; --json names them"));
        }
    }

    private void aside(String title, List<String> words) {
        if (!words.isEmpty()) {
            out.println(terminal.styled(Style.QUIET, title + Table.harmless(String.join(", ", words))));
        }
    }

    /** A broken property, the sentence and the events that prove it. */
    public void violation(PropertyResult result) {
        out.println();
        out.println(terminal.styled(Style.BAD, sign(Verdict.VIOLATED, terminal) + " " + result.id()) + ": "
                + Table.harmless(result.sentence()));
        List<WitnessEvent> witness = result.witness();
        for (int i = 0; i < Math.min(witness.size(), MOST_WITNESS_LINES); i++) {
            WitnessEvent event = witness.get(i);
            out.println(INDENT + Table.harmless(WitnessPrinter.name(event) + "  " + event.line()));
        }
        if (witness.size() > MOST_WITNESS_LINES) {
            out.println(INDENT + "... and " + (witness.size() - MOST_WITNESS_LINES) + " more; --witness shows all");
        }
    }

    public void verdict(Judgement judgement) {
        Verdict verdict = judgement.verdict();
        out.println();
        String claim = judgement.claims().isEmpty() ? "nothing is claimed" : String.join(", ", judgement.claims());
        out.println(
                terminal.styled(
                                style(verdict),
                                sign(verdict, terminal) + " " + verdict.word().toUpperCase(Locale.ROOT)) + "  "
                        + Table.harmless(claim) + "  (" + count(judgement.events()) + " events)");
        if (verdict == Verdict.HOLDS) {
            return;
        }
        List<String> reasons = reasons(judgement);
        for (int i = 0; i < Math.min(reasons.size(), MOST_REASONS); i++) {
            out.println(INDENT + Table.harmless(reasons.get(i)));
        }
        if (reasons.size() > MOST_REASONS) {
            out.println(INDENT + "... and " + (reasons.size() - MOST_REASONS) + " more reasons; --json shows all");
        }
    }

    /** What broke is told above, with its witness; what is unknown for one and the same reason is told once. */
    private static List<String> reasons(Judgement judgement) {
        Set<String> left = new LinkedHashSet<>(judgement.reasons());
        Map<String, List<String>> unknown = new LinkedHashMap<>();
        for (PropertyResult result : judgement.properties()) {
            boolean told = left.remove(result.id() + ": " + result.sentence());
            if (told && result.verdict() != Verdict.VIOLATED) {
                unknown.computeIfAbsent(result.sentence(), absent -> new ArrayList<>())
                        .add(result.id());
            }
        }
        List<String> reasons = new ArrayList<>(left);
        unknown.forEach((why, ids) -> reasons.add(String.join(", ", ids) + ": " + why));
        return reasons;
    }

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Each verdict has a sign of its own, so that colour is never needed. */
    public static String sign(Verdict verdict, Terminal terminal) {
        return switch (verdict) {
            case HOLDS -> terminal.unicode() ? "\u2713" : "+";
            case VIOLATED -> terminal.unicode() ? "\u2717" : "X";
            case UNKNOWN -> "?";
            case NOT_EXERCISED -> terminal.unicode() ? "\u25cb" : "o";
            case INAPPLICABLE -> "-";
        };
    }

    public static Style style(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> Style.GOOD;
            case VIOLATED -> Style.BAD;
            case UNKNOWN -> Style.DOUBTFUL;
            case NOT_EXERCISED, INAPPLICABLE -> Style.QUIET;
        };
    }
}
