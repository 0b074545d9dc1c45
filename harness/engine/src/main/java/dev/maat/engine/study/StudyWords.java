package dev.maat.engine.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The figures of a study in words. */
public final class StudyWords {
    private static final double WHOLE_FROM = 100;

    private StudyWords() {}

    /** Three digits that count, or a whole number. */
    public static String number(double number) {
        if (number >= WHOLE_FROM) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        String text = String.format(Locale.ROOT, number >= 10 ? "%.1f" : "%.2f", number);
        return text.replaceFirst("\\.0+$", "");
    }

    /** The mean, and the range where seeds differ; a dash where there is no number. */
    public static String spread(StudyRow.Spread spread) {
        if (spread.seeds() == 0) {
            return "-";
        }
        String mean = number(spread.mean());
        String low = number(spread.min());
        String high = number(spread.max());
        return low.equals(high) ? mean : mean + " (" + low + " to " + high + ")";
    }

    /** How the feedback at the sender grows between the smallest group and the largest: a sentence for each loss. */
    public static List<String> growth(List<StudyRow> rows) {
        List<String> sentences = new ArrayList<>();
        List<StudyRow> firsts = rows.stream()
                .filter(row ->
                        rows.stream().noneMatch(other -> sameLine(row, other) && other.receivers() < row.receivers()))
                .toList();
        for (StudyRow first : firsts) {
            StudyRow last = rows.stream().filter(row -> sameLine(first, row)).reduce(first, (one, other) -> other);
            if (last != first) {
                sentences.add(growth(first, last));
            }
        }
        return sentences.stream().distinct().collect(Collectors.toList());
    }

    private static String growth(StudyRow first, StudyRow last) {
        return String.format(
                Locale.ROOT,
                "%s, %s: %s packets of feedback a message reach the sender of %,d receivers, %s that of %,d; requests a loss: %s and %s.",
                first.strategy(),
                first.losses().name().toLowerCase(Locale.ROOT) + " losses of " + number(first.lossShare() * 100) + " %",
                mean(first, Figure.FEEDBACK),
                first.receivers(),
                mean(last, Figure.FEEDBACK),
                last.receivers(),
                mean(first, Figure.REQUESTS),
                mean(last, Figure.REQUESTS));
    }

    private static String mean(StudyRow row, Figure figure) {
        StudyRow.Spread spread = row.figure(figure);
        return spread.seeds() == 0 ? "none" : number(spread.mean());
    }

    private static boolean sameLine(StudyRow one, StudyRow other) {
        return one.strategy().equals(other.strategy())
                && one.lossShare() == other.lossShare()
                && one.losses() == other.losses();
    }
}
