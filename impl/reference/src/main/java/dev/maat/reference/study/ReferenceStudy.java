package dev.maat.reference.study;

import dev.maat.contract.FeedbackStudy.Figures;
import dev.maat.contract.FeedbackStudy.Progress;
import dev.maat.contract.FeedbackStudy.Setting;
import java.util.List;

/** The feedback study of the reference, as its provider offers it. */
public final class ReferenceStudy {
    public static final List<String> STRATEGIES = StudiedStrategy.words();

    private ReferenceStudy() {}

    /** As {@link dev.maat.contract.FeedbackStudy#measure}. */
    public static Figures measure(Setting setting, Progress progress) {
        return new StudyGroup(setting, StudiedStrategy.named(setting.strategy())).run(progress);
    }
}
