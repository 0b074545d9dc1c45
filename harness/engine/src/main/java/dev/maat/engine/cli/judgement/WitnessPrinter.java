package dev.maat.engine.cli.judgement;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import java.io.PrintWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints the proof of each violation: every event with its process, its index in that process's log, and its line; the harness's own
 * lines in words.
 */
public final class WitnessPrinter {
    private static final String INDENT = "    ";

    private final Terminal terminal;
    private final PrintWriter out;
    private final @Nullable PropertyId only;

    /** @param only the property whose witness is printed, claimed or not; null for all claimed properties */
    public WitnessPrinter(Terminal terminal, @Nullable PropertyId only) {
        this.terminal = terminal;
        this.out = terminal.out();
        this.only = only;
    }

    /** Whether the witness of a result was asked for. */
    public static boolean wanted(PropertyResult result, @Nullable PropertyId only, Set<String> claimed) {
        boolean asked = only == null
                ? claimed.isEmpty() || claimed.contains(result.id())
                : only.id().equals(result.id());
        return asked && result.verdict() == Verdict.VIOLATED;
    }

    public void print(Judgement judgement, Set<String> claimed) {
        boolean any = false;
        for (PropertyResult result : judgement.properties()) {
            if (wanted(result, only, claimed)) {
                out.println(
                        terminal.styled(Style.BAD, VerdictStyle.sign(Verdict.VIOLATED, terminal) + " " + result.id())
                                + ": " + Terminal.harmless(result.sentence()));
                events(result);
                any = true;
            }
        }
        if (!any && only != null) {
            boolean isJudged = judgement.properties().stream()
                    .anyMatch(result -> result.id().equals(only.id()));
            out.println(only.id()
                    + (isJudged
                            ? " is not violated here, so there is no witness"
                            : " is judged only where it is asked for: add --property " + only.id()));
        }
    }

    private void events(PropertyResult result) {
        WitnessWords words = new WitnessWords(result.witness());
        int width = 0;
        for (WitnessEvent event : result.witness()) {
            width = Math.max(width, name(event).length());
        }
        for (WitnessEvent event : result.witness()) {
            out.println(INDENT + Terminal.harmless(name(event))
                    + " ".repeat(width - name(event).length()) + "  " + Terminal.harmless(words.of(event)));
        }
    }

    /** The event as process and index, whatever file it is in. */
    static String name(WitnessEvent event) {
        return (event.process().isEmpty() ? "harness" : event.process()) + ":" + event.index();
    }
}
