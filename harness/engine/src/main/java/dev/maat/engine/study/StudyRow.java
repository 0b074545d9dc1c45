package dev.maat.engine.study;

import dev.maat.contract.FeedbackStudy.Figures;
import dev.maat.contract.FeedbackStudy.Losses;
import java.util.DoubleSummaryStatistics;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The figures of one case over its seeds.
 *
 * @param seeds how many seeds were measured
 * @param complete whether each time all receivers got all messages
 */
public record StudyRow(
        String strategy,
        int receivers,
        double lossShare,
        Losses losses,
        int seeds,
        boolean complete,
        Map<Figure, Spread> figures) {

    /**
     * A figure over the seeds for which it is a number.
     *
     * @param seeds how many these are; 0 if there is none, and then the numbers mean nothing
     */
    public record Spread(int seeds, double mean, double min, double max) {}

    /** Sums up the measurements of a case, which are as many as its first seeds, one at least. */
    static StudyRow of(StudyPlan.Case one, List<Figures> measured) {
        Map<Figure, Spread> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            DoubleSummaryStatistics numbers = new DoubleSummaryStatistics();
            for (int i = 0; i < measured.size(); i++) {
                double number = figure.of(one.settings().get(i), measured.get(i));
                if (Double.isFinite(number)) {
                    numbers.accept(number);
                }
            }
            figures.put(
                    figure,
                    new Spread((int) numbers.getCount(), numbers.getAverage(), numbers.getMin(), numbers.getMax()));
        }
        boolean complete = measured.stream().allMatch(Figures::complete);
        return new StudyRow(
                one.strategy(), one.receivers(), one.lossShare(), one.losses(), measured.size(), complete, figures);
    }

    public Spread figure(Figure figure) {
        return Objects.requireNonNull(figures.get(figure), figure.id());
    }
}
