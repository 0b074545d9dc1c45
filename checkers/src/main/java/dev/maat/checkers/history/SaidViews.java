package dev.maat.checkers.history;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The views that a process's deliveries themselves name. Most deliveries name the view of the previous one, so only changes are kept. */
final class SaidViews {
    private final TreeMap<Integer, @Nullable String> changes = new TreeMap<>();

    /** Called with rising indexes; if an index is repeated, the last call counts. */
    void says(int index, @Nullable String view) {
        changes.remove(index);
        Map.Entry<Integer, @Nullable String> last = changes.lastEntry();
        if (!Objects.equals(last == null ? null : last.getValue(), view)) {
            changes.put(index, view);
        }
    }

    /** The view of an index, or that of the last index before it that was set. */
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
