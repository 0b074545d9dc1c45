package dev.maat.engine.study;

import dev.maat.contract.FeedbackStudy;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;

/** Figures that follow from the setting: as many packets of feedback as receivers times messages, and one more for each seed. */
final class FakeStudy implements FeedbackStudy {
    /** A measurement of this strategy goes on until it is stopped. */
    static final String ENDLESS = "endless";

    /** A measurement of this one fails. */
    static final String FAILING = "failing";

    final CountDownLatch endlessBegun = new CountDownLatch(1);

    @Override
    public List<String> strategies() {
        return List.of("plain", ENDLESS, FAILING);
    }

    @Override
    public Figures measure(Setting setting, Progress progress) {
        if (setting.strategy().equals(FAILING)) {
            throw new IllegalStateException("planted");
        }
        if (setting.strategy().equals(ENDLESS)) {
            endlessBegun.countDown();
            while (progress.goOn(0, 1)) {
                Thread.onSpinWait();
            }
            throw new CancellationException("stopped");
        }
        long feedback = (long) setting.receivers() * setting.messages() + setting.seed();
        return new Figures(0, feedback, 10 * feedback, setting.receivers(), 0, 0, 0, 0, 2_000_000, 3_000_000, true);
    }
}
