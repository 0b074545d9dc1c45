package dev.maat.engine.hunt;

import dev.maat.engine.run.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The state of a hunt: all that it needs to go on, and all that it reports. */
public final class HuntState {
    /**
     * How far a shard has come.
     *
     * @param epochs finished ones, which are its first
     * @param finished whether it has no further ones
     */
    public record Progress(long epochs, boolean finished) {}

    private final HuntPlan plan;
    private final TreeMap<Integer, Progress> shards = new TreeMap<>();
    private final SequencedMap<HuntConfiguration, Tally> tallies = new LinkedHashMap<>();
    private final TreeMap<String, Long> attempts = new TreeMap<>();
    private final Findings findings = new Findings();
    private final boolean merged;
    private long tookMillis;

    public HuntState(HuntPlan plan) {
        this(plan, false);
    }

    /** @param merged whether this is the sum of shards: then one that is missing leaves the whole undecided */
    HuntState(HuntPlan plan, boolean merged) {
        this.plan = plan;
        this.merged = merged;
        plan.configurations().forEach(each -> tallies.put(each, new Tally()));
    }

    public HuntPlan plan() {
        return plan;
    }

    /** The shards that have begun, by their index. */
    public Map<Integer, Progress> shards() {
        return shards;
    }

    /** Epochs of the plan's own shard that are finished. */
    public long epochs() {
        return shards.getOrDefault(plan.shard().index(), new Progress(0, false)).epochs();
    }

    void setProgress(int shard, Progress progress) {
        shards.put(shard, progress);
    }

    /** The counts of each configuration, in the order of their turns. */
    public SequencedMap<HuntConfiguration, Tally> tallies() {
        return tallies;
    }

    Tally tally(HuntConfiguration configuration) {
        return tallies.computeIfAbsent(configuration, absent -> new Tally());
    }

    /** The counts of all configurations together. */
    public Tally total() {
        Tally total = new Tally();
        tallies.values().forEach(total::add);
        return total;
    }

    /** How often a seed of a configuration was steered towards a pair of fault and phase. */
    TreeMap<String, Long> attempts() {
        return attempts;
    }

    public Findings findings() {
        return findings;
    }

    public long tookMillis() {
        return tookMillis;
    }

    void addMillis(long more) {
        tookMillis += more;
    }

    /** Whether this is the sum of shards. */
    public boolean isMerged() {
        return merged;
    }

    /** Whether every shard of the hunt is here and has run to its end. */
    public boolean isComplete() {
        return shards.size() == plan.shard().of() && shards.values().stream().allMatch(Progress::finished);
    }

    /** As {@code maat run}: violated, then a failure of the harness, then unknown; and so is a sum that lacks a shard. */
    public int exitCode() {
        Tally total = total();
        if (total.of(Tally.Sort.VIOLATED) > 0) {
            return ExitCode.VIOLATED;
        }
        if (total.of(Tally.Sort.HARNESS_FAILED) > 0) {
            return ExitCode.HARNESS_FAILURE;
        }
        boolean decided = total.of(Tally.Sort.RUNS) > 0
                && (!merged || isComplete())
                && total.of(Tally.Sort.UNKNOWN) == 0
                && total.of(Tally.Sort.NOT_DETERMINISTIC) == 0;
        return decided ? ExitCode.HOLDS : ExitCode.UNKNOWN;
    }
}
