package dev.maat.engine.cli.study;

import dev.maat.contract.FeedbackStudy.Losses;
import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.run.Quantities;
import dev.maat.engine.study.Figure;
import dev.maat.engine.study.StudyDirectory;
import dev.maat.engine.study.StudyPlan;
import dev.maat.engine.study.StudyRow;
import dev.maat.engine.study.StudyWords;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints the figures of a study: a table for each loss. */
final class StudyPrinter {
    private static final double PERCENT = 100;

    private final Terminal terminal;

    StudyPrinter(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(StudyPlan plan, List<StudyRow> rows, boolean stopped, StudyDirectory directory) {
        PrintWriter out = terminal.out();
        for (Losses model : plan.losses()) {
            for (double share : plan.lossShares()) {
                out.println(StudyWords.number(share * PERCENT) + " % loss, "
                        + model.name().toLowerCase(Locale.ROOT) + "; " + Quantities.count(plan.messages())
                        + " messages, " + plan.seeds() + (plan.seeds() == 1 ? " seed" : " seeds"));
                table(rows.stream()
                                .filter(row -> row.losses() == model && row.lossShare() == share)
                                .toList())
                        .print(out);
                out.println();
            }
        }
        if (stopped) {
            out.println("interrupted: cases that are not shown were not measured, and the last ones with fewer seeds");
        }
        if (!rows.stream().allMatch(StudyRow::complete)) {
            out.println(
                    "! some receivers did not get all messages in time: the figures of these rows are those of a failure");
        }
        out.println("charts   " + directory.page());
        out.println("figures  " + directory.csv());
    }

    private Table table(List<StudyRow> rows) {
        Table table = new Table(terminal)
                .left("strategy")
                .right("receivers")
                .right("feedback")
                .right("requests")
                .right("repairs")
                .right("duplicates")
                .right("last ms")
                .right("bytes");
        for (StudyRow row : rows) {
            table.row(
                    row.strategy() + (row.complete() ? "" : " !"),
                    Quantities.count(row.receivers()),
                    StudyWords.spread(row.figure(Figure.FEEDBACK)),
                    StudyWords.spread(row.figure(Figure.REQUESTS)),
                    StudyWords.spread(row.figure(Figure.REPAIRS)),
                    StudyWords.spread(row.figure(Figure.DUPLICATES)),
                    StudyWords.spread(row.figure(Figure.LAST)),
                    StudyWords.spread(row.figure(Figure.FEEDBACK_BYTES)));
        }
        return table;
    }
}
