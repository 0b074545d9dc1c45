package dev.maat.engine.guided;

import dev.maat.faults.SeedDraw;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Turns what happened into signs:
 *
 * <ul>
 *   <li>the abstract state of the group: how many processes are in which phases and how far behind the newest view, as few as "one",
 *       "some" or "most";
 *   <li>each fault that begins in such a state;
 *   <li>how a view came to its end: how many ballots, by how many coordinators, how many acceptances, how many deaths.
 * </ul>
 *
 * <p>Sequences of what one process did, and pairs of what two did, were tried and left out: a run has thousands of them, so each run shows
 * new ones to the end, and that steers nothing.
 */
final class Observer {
    private static final Set<String> OF_BALLOT = Set.of("+prepare", "+propose", "+accept", "+decided", Happening.CRASH);

    private final Summary.Signs signs;
    private final TreeMap<Integer, State> states = new TreeMap<>();
    private final TreeMap<Long, Change> changes = new TreeMap<>();
    private final Map<String, Long> hashes = new LinkedHashMap<>();
    private long newestView;

    /** What a process is about. */
    private static final class State {
        private long view = -1;
        private final TreeSet<String> phases = new TreeSet<>();
    }

    /** The end of one view, over all its members. */
    private static final class Change {
        private final Map<String, Integer> counts = new TreeMap<>();
        private final Map<String, TreeSet<Integer>> by = new TreeMap<>();

        void add(String what, int process) {
            counts.merge(what, 1, Integer::sum);
            by.computeIfAbsent(what, absent -> new TreeSet<>()).add(process);
        }
    }

    Observer(Summary.Signs signs) {
        this.signs = signs;
    }

    void read(List<Happening> all) {
        for (Happening each : all) {
            if (each.process() == Happening.NETWORK) {
                fault(each);
            } else {
                step(each);
            }
        }
        changes.values().forEach(this::change);
    }

    private long hash(String word) {
        return hashes.computeIfAbsent(word, SeedDraw::hash);
    }

    private void fault(Happening fault) {
        if (fault.what().startsWith("+")) {
            signs.add(SeedDraw.mix(hash(fault.what()), group()));
        }
    }

    private void step(Happening each) {
        State state = states.computeIfAbsent(each.process(), absent -> new State());
        count(each, state);
        apply(each, state);
        signs.add(SeedDraw.mix(group(), 4));
    }

    private void count(Happening each, State state) {
        String what = each.what();
        boolean counts = what.startsWith("+") || what.equals(Happening.CRASH) || what.startsWith(Happening.VIEW);
        if (counts) {
            changes.computeIfAbsent(state.view, absent -> new Change()).add(what, each.process());
        }
    }

    private void apply(Happening each, State state) {
        String what = each.what();
        if (what.startsWith("+")) {
            state.phases.add(what.substring(1));
        } else if (what.startsWith("-")) {
            state.phases.remove(what.substring(1));
        } else if (each.view() >= 0) {
            state.view = each.view();
            newestView = Math.max(newestView, state.view);
        } else if (what.equals(Happening.CRASH) || what.equals("left") || what.equals("excluded")) {
            states.remove(each.process());
        }
    }

    /** A hash of the group's abstract state: it does not tell which process is in which phase. */
    private long group() {
        Map<Long, Integer> counts = new TreeMap<>();
        for (State state : states.values()) {
            long lag = state.view < 0 ? 3 : Math.min(2, newestView - state.view);
            counts.merge(SeedDraw.mix(state.phases.hashCode(), lag), 1, Integer::sum);
        }
        long hash = 0;
        for (Map.Entry<Long, Integer> each : counts.entrySet()) {
            hash = SeedDraw.mix(SeedDraw.mix(hash, each.getKey()), few(each.getValue(), states.size()));
        }
        return hash;
    }

    private static int few(int count, int of) {
        return count == 1 ? 1 : 2 * count < of ? 2 : count < of ? 3 : 4;
    }

    private void change(Change change) {
        long all = 0;
        for (Map.Entry<String, Integer> each : change.counts.entrySet()) {
            int processes =
                    change.by.getOrDefault(each.getKey(), new TreeSet<>()).size();
            long code =
                    SeedDraw.mix(SeedDraw.mix(hash(each.getKey()), bucket(each.getValue())), Math.min(4, processes));
            signs.add(SeedDraw.mix(code, 6));
            if (OF_BALLOT.contains(each.getKey())) {
                all = SeedDraw.mix(all, code);
            }
        }
        signs.add(SeedDraw.mix(all, 7));
    }

    private static int bucket(int count) {
        return count < 4 ? count : count < 8 ? 4 : count < 16 ? 5 : 6;
    }
}
