package dev.maat.engine.campaign;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Gives tests of other packages the comparison that a campaign makes. */
public final class ComparedHistories {
    private ComparedHistories() {}

    public static @Nullable String firstDifference(Path one, Path other) {
        return HistoryComparison.firstDifference(one, other);
    }
}
