package dev.maat.engine.hunt;

import java.util.List;
import java.util.TreeMap;

/** The findings of a hunt, violations first. */
public final class Findings {
    /** A hunt with more ways to fail than this lists the first ones, and counts the others. */
    static final int MAX = 500;

    private final TreeMap<Finding.Key, Finding> all = new TreeMap<>();
    private long unlisted;

    /** Adds a finding of one seed or of a shard; whether it is the first of its kind. */
    boolean add(Finding finding) {
        if (all.containsKey(finding.key()) || all.size() < MAX) {
            return all.merge(finding.key(), finding, Finding::plus).count() == finding.count();
        }
        unlisted += finding.count();
        return false;
    }

    void add(Findings more) {
        more.all.values().forEach(this::add);
        unlisted += more.unlisted;
    }

    void addUnlisted(long seeds) {
        unlisted += seeds;
    }

    public List<Finding> list() {
        return List.copyOf(all.values());
    }

    /** Seeds that failed in further ways. */
    public long unlisted() {
        return unlisted;
    }

    /** Whether the run directory of a seed is one that its finding keeps. */
    boolean keeps(Finding ofSeed) {
        Finding known = all.get(ofSeed.key());
        return known != null && known.kept().containsAll(ofSeed.kept());
    }
}
