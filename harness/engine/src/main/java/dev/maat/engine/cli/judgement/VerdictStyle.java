package dev.maat.engine.cli.judgement;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;

/** How a verdict looks. Each one has a sign of its own, so that the output can be read without colour. */
public final class VerdictStyle {
    private VerdictStyle() {}

    /** A sign of one character, in ASCII where the terminal shows nothing else. */
    public static String sign(Verdict verdict, Terminal terminal) {
        return switch (verdict) {
            case HOLDS -> terminal.unicode() ? "\u2713" : "+";
            case VIOLATED -> terminal.unicode() ? "\u2717" : "X";
            case UNKNOWN -> "?";
            case NOT_EXERCISED -> terminal.unicode() ? "\u25cb" : "o";
            case INAPPLICABLE -> "-";
        };
    }

    public static Style of(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> Style.GOOD;
            case VIOLATED -> Style.BAD;
            case UNKNOWN -> Style.DOUBTFUL;
            case NOT_EXERCISED, INAPPLICABLE -> Style.QUIET;
        };
    }
}
