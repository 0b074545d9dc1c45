package dev.maat.engine.hunt;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a hunt. A hunt that goes on has those it began with; only its last seed may grow.
 *
 * @param configurations in the order in which they take turns
 * @param draws what else decides the scenarios of its seeds, by option: "--faults", "--duration"; and the version of Maat
 * @param lastSeed {@link Long#MAX_VALUE} where time alone ends the hunt
 * @param steers whether a share of the seeds is steered towards holes
 * @param selfCheckPercent the share of seeds that are run twice and compared
 * @param epochSeeds seeds of an epoch: a part of what a seed's steering depends on
 */
public record HuntPlan(
        String implementation,
        String deployment,
        String transport,
        List<HuntConfiguration> configurations,
        SequencedMap<String, String> draws,
        long firstSeed,
        long lastSeed,
        Shard shard,
        boolean steers,
        int selfCheckPercent,
        int epochSeeds) {
    /** Seeds of an epoch of every hunt that a user begins. */
    public static final int EPOCH_SEEDS = 64;

    public HuntPlan {
        configurations = List.copyOf(configurations);
        draws = new LinkedHashMap<>(draws);
        if (configurations.isEmpty() || lastSeed < firstSeed || epochSeeds < 1) {
            throw new IllegalArgumentException("a hunt has a configuration and a seed at least");
        }
    }

    /** The number of seeds, over all shards. */
    public long seeds() {
        return lastSeed == Long.MAX_VALUE ? Long.MAX_VALUE : lastSeed - firstSeed + 1;
    }

    /** The number of seeds of this plan's shard. */
    public long shardSeeds() {
        if (lastSeed == Long.MAX_VALUE) {
            return Long.MAX_VALUE;
        }
        long epochs = (seeds() + epochSeeds - 1) / epochSeeds;
        long own = (epochs - shard.index() + shard.of()) / shard.of();
        boolean hasLast = shard.has(epochs - 1);
        return own * epochSeeds - (hasLast ? epochs * epochSeeds - seeds() : 0);
    }

    /** The n-th epoch of the shard, from 0; null: there are fewer. */
    @Nullable
    Epoch epoch(long n) {
        long index = n * shard.of() + shard.index() - 1;
        long first = firstSeed + index * epochSeeds;
        if (first > lastSeed || first < firstSeed) {
            return null;
        }
        int runs = (int) Math.min(epochSeeds, lastSeed - first + 1);
        if (lastSeed == Long.MAX_VALUE) {
            runs = epochSeeds;
        }
        return new Epoch(index, first, runs, configurations.get((int) (index % configurations.size())));
    }

    HuntPlan withLastSeed(long last) {
        return new HuntPlan(
                implementation,
                deployment,
                transport,
                configurations,
                draws,
                firstSeed,
                last,
                shard,
                steers,
                selfCheckPercent,
                epochSeeds);
    }

    /** The first setting in which two hunts differ, as a sentence about this one and the other; null if they fit together. */
    public @Nullable String difference(HuntPlan other) {
        Map<String, String> mine = settings();
        Map<String, String> others = other.settings();
        for (Map.Entry<String, String> each : mine.entrySet()) {
            String theirs = others.getOrDefault(each.getKey(), "absent");
            if (!each.getValue().equals(theirs)) {
                return each.getKey() + " is " + theirs + " there, and " + each.getValue() + " here";
            }
        }
        for (String key : others.keySet()) {
            if (!mine.containsKey(key)) {
                return key + " is " + others.get(key) + " there, and absent here";
            }
        }
        return null;
    }

    /** The settings that all shards of a hunt share, in words. */
    private SequencedMap<String, String> settings() {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put("the implementation", implementation);
        settings.put("the deployment", deployment);
        settings.put("the transport", transport);
        settings.put(
                "the list of configurations",
                String.join(
                        "; ",
                        configurations.stream().map(HuntConfiguration::words).toList()));
        settings.putAll(draws);
        settings.put("the first seed", Long.toString(firstSeed));
        settings.put("the number of shards", Integer.toString(shard.of()));
        settings.put("steering", steers ? "on" : "off");
        settings.put("--self-check", Integer.toString(selfCheckPercent));
        settings.put("the length of an epoch", Integer.toString(epochSeeds));
        return settings;
    }
}
