package dev.maat.engine.study;

import dev.maat.contract.FeedbackStudy.Losses;
import dev.maat.contract.FeedbackStudy.Setting;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of a study. Every strategy meets every size, share and model of losses, with every seed.
 *
 * @param receivers sizes, ascending
 * @param lossShares from 0 up to 1, ascending
 * @param firstSeed the seeds are this one and those that follow
 */
public record StudyPlan(
        List<String> strategies,
        List<Integer> receivers,
        List<Double> lossShares,
        List<Losses> losses,
        int messages,
        long firstSeed,
        int seeds) {

    /**
     * One strategy in a group of one size and one loss.
     *
     * @param settings one for each seed
     */
    record Case(String strategy, int receivers, double lossShare, Losses losses, List<Setting> settings) {}

    /** By model, share and strategy; of each the sizes ascend. */
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Losses model : losses) {
            for (double share : lossShares) {
                for (String strategy : strategies) {
                    for (int size : receivers) {
                        cases.add(new Case(strategy, size, share, model, settings(strategy, size, share, model)));
                    }
                }
            }
        }
        return cases;
    }

    private List<Setting> settings(String strategy, int size, double share, Losses model) {
        List<Setting> settings = new ArrayList<>();
        for (int i = 0; i < seeds; i++) {
            settings.add(new Setting(strategy, size, messages, share, model, firstSeed + i));
        }
        return settings;
    }
}
