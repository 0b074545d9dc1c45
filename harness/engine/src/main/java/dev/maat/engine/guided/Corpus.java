package dev.maat.engine.guided;

import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * The scenarios that showed a sign first. A scenario is chosen the more often, the rarer the signs of its run are, and the less often it
 * was chosen before.
 */
public final class Corpus {
    private static final int MAX_ENTRIES = 256;

    /** Signs that so many runs showed are no longer rare. */
    private static final int RARE_RUNS = 8;

    private final int[] runsOf = new int[Summary.SIZE];
    private final List<Entry> entries = new ArrayList<>();
    private int known;

    private static final class Entry {
        private final Scenario scenario;
        private final int[] signs;
        private int chosen;

        Entry(Scenario scenario, int[] signs) {
            this.scenario = scenario;
            this.signs = signs;
        }
    }

    /** Takes a run into account; whether it showed a sign that no run before it had shown. */
    public boolean offer(Scenario scenario, Summary summary) {
        int fresh = 0;
        for (int sign : summary.signs()) {
            fresh += runsOf[sign]++ == 0 ? 1 : 0;
        }
        known += fresh;
        if (fresh == 0) {
            return false;
        }
        entries.add(new Entry(scenario, summary.signs()));
        if (entries.size() > MAX_ENTRIES) {
            entries.remove(poorest());
        }
        return true;
    }

    /** How many signs the runs showed together. */
    public int signs() {
        return known;
    }

    public int size() {
        return entries.size();
    }

    /** A scenario, chosen by a uniform draw in {@code [0, 1)}. The corpus must not be empty. */
    Scenario choose(double unit) {
        double[] energies = entries.stream().mapToDouble(this::energy).toArray();
        double sum = 0;
        for (double energy : energies) {
            sum += energy;
        }
        double left = unit * sum;
        int at = 0;
        while (at < energies.length - 1 && left >= energies[at]) {
            left -= energies[at++];
        }
        Entry entry = entries.get(at);
        entry.chosen++;
        return entry.scenario;
    }

    private double energy(Entry entry) {
        double rarity = 1e-3;
        for (int sign : entry.signs) {
            if (runsOf[sign] <= RARE_RUNS) {
                rarity += 1.0 / runsOf[sign];
            }
        }
        return rarity / (1 + entry.chosen);
    }

    private int poorest() {
        int poorest = 0;
        for (int i = 1; i < entries.size(); i++) {
            poorest = energy(entries.get(i)) < energy(entries.get(poorest)) ? i : poorest;
        }
        return poorest;
    }
}
