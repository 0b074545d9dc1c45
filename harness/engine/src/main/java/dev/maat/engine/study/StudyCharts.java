package dev.maat.engine.study;

import dev.maat.contract.FeedbackStudy.Losses;
import dev.maat.engine.run.Quantities;
import dev.maat.reports.ChartPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The page of a study: for each loss a chart of each figure over the size of the group, and the table of all. */
final class StudyCharts {
    private static final double PERCENT = 100;

    private StudyCharts() {}

    static ChartPage page(StudyPlan plan, List<StudyRow> rows, String command) {
        List<ChartPage.Chart> charts = new ArrayList<>();
        for (Losses model : plan.losses()) {
            for (double share : plan.lossShares()) {
                for (Figure figure : Figure.values()) {
                    charts.add(chart(plan, rows, model, share, figure));
                }
            }
        }
        return new ChartPage(
                "Feedback by the size of the group", lead(plan, rows), command, charts, header(), cells(rows));
    }

    private static List<String> lead(StudyPlan plan, List<StudyRow> rows) {
        List<String> lead = new ArrayList<>();
        lead.add("What it costs a sender that all receivers get all messages, by strategy of feedback: "
                + Quantities.count(plan.messages()) + " messages in each group, "
                + (plan.seeds() == 1 ? "seed " : plan.seeds() + " seeds from ") + plan.firstSeed()
                + ". Lines are means, bands go from the lowest to the highest seed.");
        lead.addAll(StudyWords.growth(rows));
        return lead;
    }

    private static ChartPage.Chart chart(
            StudyPlan plan, List<StudyRow> rows, Losses model, double share, Figure figure) {
        List<ChartPage.Series> series = plan.strategies().stream()
                .map(strategy -> new ChartPage.Series(strategy, points(rows, model, share, strategy, figure)))
                .toList();
        String words = figure.words().substring(0, 1).toUpperCase(Locale.ROOT)
                + figure.words().substring(1);
        return new ChartPage.Chart(
                words, "Each path loses " + loss(share, model) + ".", "receivers", figure.words(), series);
    }

    private static List<ChartPage.Point> points(
            List<StudyRow> rows, Losses model, double share, String strategy, Figure figure) {
        return rows.stream()
                .filter(row -> row.losses() == model
                        && row.lossShare() == share
                        && row.strategy().equals(strategy))
                .filter(row -> row.figure(figure).seeds() > 0)
                .map(row -> point(row.receivers(), row.figure(figure)))
                .toList();
    }

    private static ChartPage.Point point(int receivers, StudyRow.Spread spread) {
        return new ChartPage.Point(receivers, spread.mean(), spread.min(), spread.max());
    }

    private static List<String> header() {
        return Stream.concat(
                        Stream.of("strategy", "loss", "receivers"),
                        Stream.of(Figure.values()).map(Figure::words))
                .toList();
    }

    private static List<List<String>> cells(List<StudyRow> rows) {
        List<List<String>> cells = new ArrayList<>();
        for (StudyRow row : rows) {
            List<String> line = new ArrayList<>();
            line.add(row.strategy() + (row.complete() ? "" : " (not complete)"));
            line.add(loss(row.lossShare(), row.losses()));
            line.add(Quantities.count(row.receivers()));
            for (Figure figure : Figure.values()) {
                line.add(StudyWords.spread(row.figure(figure)));
            }
            cells.add(line);
        }
        return cells;
    }

    private static String loss(double share, Losses model) {
        return StudyWords.number(share * PERCENT) + " %, " + model.name().toLowerCase(Locale.ROOT);
    }
}
