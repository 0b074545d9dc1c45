package dev.maat.checkers.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of processes that complete a view together: they move from it to the same next view, or are core and end in it. A group is
 * the installs of that view, one for each process.
 */
public final class Groups {
    private static final int END = -1;

    private final List<int[]> movers = new ArrayList<>();
    private final List<int[]> enders = new ArrayList<>();

    Groups(Views views, Core core) {
        Map<Long, IntList> byKey = new LinkedHashMap<>();
        for (int i = 0; i < views.count(); i++) {
            int next = views.next(i);
            if (next != Views.NONE || core.endsIn(i)) {
                long key = (long) views.id(i) << 32 | (next == Views.NONE ? END : views.id(next)) & 0xffffffffL;
                byKey.computeIfAbsent(key, absent -> new IntList()).add(i);
            }
        }
        byKey.forEach((key, installs) -> ((int) (long) key == END ? enders : movers).add(installs.toArray()));
    }

    /** Groups that move from one view to the same next one. */
    public List<int[]> movers() {
        return movers;
    }

    /** All groups: those that move, then the core processes that end in one view. */
    public List<int[]> all() {
        List<int[]> all = new ArrayList<>(movers);
        all.addAll(enders);
        return all;
    }
}
