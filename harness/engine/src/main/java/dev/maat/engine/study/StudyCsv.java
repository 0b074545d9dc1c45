package dev.maat.engine.study;

import java.util.List;
import java.util.Locale;

/**
 * The figures as comma-separated values (RFC 4180): a line for each case and figure. A figure that has no number, since nothing of its
 * kind happened, has no line. Equal plans give equal bytes.
 */
final class StudyCsv {
    private static final String HEADER =
            "strategy,receivers,messages,loss,losses,first_seed,seeds,complete,figure,mean,min,max";
    private static final String LINE_END = "\r\n";

    private StudyCsv() {}

    static String text(StudyPlan plan, List<StudyRow> rows) {
        StringBuilder text = new StringBuilder(HEADER).append(LINE_END);
        for (StudyRow row : rows) {
            for (Figure figure : Figure.values()) {
                StudyRow.Spread spread = row.figure(figure);
                if (spread.seeds() > 0) {
                    text.append(line(plan, row, figure, spread)).append(LINE_END);
                }
            }
        }
        return text.toString();
    }

    private static String line(StudyPlan plan, StudyRow row, Figure figure, StudyRow.Spread spread) {
        return String.join(
                ",",
                field(row.strategy()),
                String.valueOf(row.receivers()),
                String.valueOf(plan.messages()),
                String.valueOf(row.lossShare()),
                row.losses().name().toLowerCase(Locale.ROOT),
                String.valueOf(plan.firstSeed()),
                String.valueOf(spread.seeds()),
                String.valueOf(row.complete()),
                figure.id(),
                number(spread.mean()),
                number(spread.min()),
                number(spread.max()));
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, "%.6f", number);
    }

    /** A name of an implementation may hold anything. */
    private static String field(String text) {
        return text.matches("[A-Za-z0-9 _.:-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
