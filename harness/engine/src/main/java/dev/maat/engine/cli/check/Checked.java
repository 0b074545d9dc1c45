package dev.maat.engine.cli.check;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.history.History;
import dev.maat.engine.run.ExitCode;
import java.util.List;
import java.util.Set;

/** The result of checking one history. */
sealed interface Checked {
    /** The path as it was given on the command line. */
    String path();

    int exitCode();

    /** The history could be read. */
    record Judged(String path, History history, Judgement judgement) implements Checked {
        Set<String> claimedIds() {
            return judgement.claimedIds(history);
        }

        @Override
        public int exitCode() {
            return judgement.exitCode();
        }
    }

    /** The input is not a history. */
    record Rejected(String path, HistoryInputException bad) implements Checked {
        @Override
        public int exitCode() {
            return ExitCode.BAD_INPUT;
        }
    }

    /** The worst of several exit codes: bad input, then violated, then unknown. */
    static int worst(List<Integer> exitCodes) {
        for (int code : new int[] {ExitCode.BAD_INPUT, ExitCode.VIOLATED, ExitCode.UNKNOWN}) {
            if (exitCodes.contains(code)) {
                return code;
            }
        }
        return ExitCode.HOLDS;
    }
}
