package dev.maat.engine.cli.check;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.history.History;
import dev.maat.engine.run.ExitCode;
import java.util.List;

/** What became of one history that was to be checked. */
sealed interface Checked {
    /** As given on the command line. */
    String path();

    int exitCode();

    /** It could be read. */
    record Judged(String path, History history, Judgement judgement) implements Checked {
        @Override
        public int exitCode() {
            return judgement.exitCode();
        }
    }

    /** It is none. */
    record Rejected(String path, HistoryInputException bad) implements Checked {
        @Override
        public int exitCode() {
            return ExitCode.BAD_INPUT;
        }
    }

    /** Of several the worst: bad input, violated, unknown, in this order. */
    static int worst(List<Integer> exitCodes) {
        for (int code : new int[] {ExitCode.BAD_INPUT, ExitCode.VIOLATED, ExitCode.UNKNOWN}) {
            if (exitCodes.contains(code)) {
                return code;
            }
        }
        return ExitCode.HOLDS;
    }
}
