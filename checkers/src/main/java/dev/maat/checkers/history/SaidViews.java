package dev.maat.checkers.history;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The views that a process's deliveries themselves name. Nearly all name the one before does: kept is where that changes. */
final class SaidViews {
    private final TreeMap<Integer, @Nullable String> changes = new TreeMap<>();

    /** Called for the highest index so far, or for that once more: then the last call counts. */
    void says(int index, @Nullable String view) {
        changes.remove(index);
        Map.Entry<Integer, @Nullable String> last = changes.lastEntry();
        if (!Objects.equals(last == null ? null : last.getValue(), view)) {
            changes.put(index, view);
        }
    }

    /** What was said at an index, or before it if nothing was told of it. */
    @Nullable
    String at(int index) {
        Map.Entry<Integer, @Nullable String> change = changes.floorEntry(index);
        return change == null ? null : change.getValue();
    }

    boolean any() {
        return !changes.isEmpty();
    }

    int changes() {
        return changes.size();
    }
}
