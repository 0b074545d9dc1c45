package dev.maat.engine.hunt;

import dev.maat.engine.run.ArgumentException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Adds up the results of shards. The order in which they are given decides nothing, and a shard that is missing is named. */
public final class HuntMerge {
    private HuntMerge() {}

    /**
     * The hunt that the shards in some folders make up.
     *
     * @param target the folder that the result goes to: run directories that findings keep are named relative to it
     * @throws ArgumentException if a folder holds no hunt, one with other settings, or a shard that another folder holds too
     */
    public static HuntState merge(List<Path> folders, Path target) {
        TreeMap<Integer, Path> owners = new TreeMap<>();
        TreeMap<Integer, HuntState> parts = new TreeMap<>();
        for (Path folder : folders) {
            @Nullable HuntState part = HuntFolder.read(folder);
            if (part == null) {
                throw new ArgumentException(folder + " holds no hunt.json; give the --out folders of shards");
            }
            for (int shard : part.shards().keySet()) {
                Path owner = owners.putIfAbsent(shard, folder);
                if (owner != null) {
                    throw new ArgumentException(
                            "shard " + shard + " is in " + owner + " and in " + folder + " too; give each shard once");
                }
            }
            // A folder without a finished epoch adds nothing, whatever its shard.
            if (!part.shards().isEmpty()) {
                parts.put(part.shards().keySet().iterator().next(), part);
            }
        }
        if (parts.isEmpty()) {
            throw new ArgumentException("none of the folders holds a finished epoch; there is nothing to merge");
        }
        return sum(parts, owners, target);
    }

    private static HuntState sum(Map<Integer, HuntState> parts, Map<Integer, Path> owners, Path target) {
        HuntState first = parts.values().iterator().next();
        long last = parts.values().stream()
                .mapToLong(part -> part.plan().lastSeed())
                .max()
                .orElse(0);
        HuntState sum = new HuntState(first.plan().withLastSeed(last), true);
        for (Map.Entry<Integer, HuntState> each : parts.entrySet()) {
            HuntState part = each.getValue();
            Path folder = Objects.requireNonNull(owners.get(each.getKey()));
            String difference = first.plan().difference(part.plan());
            if (difference != null) {
                throw new ArgumentException(owners.values().iterator().next() + " and " + folder
                        + " hold shards of different hunts: " + difference);
            }
            part.shards().forEach((shard, progress) -> sum.setProgress(shard, progressOf(progress, part, last)));
            part.tallies()
                    .forEach((configuration, tally) -> sum.tally(configuration).add(tally));
            for (Finding finding : part.findings().list()) {
                sum.findings().add(placed(finding, folder, target));
            }
            sum.findings().addUnlisted(part.findings().unlisted());
            sum.addMillis(part.tookMillis());
        }
        return sum;
    }

    /** A shard that ended at an earlier seed than another one has not finished the hunt that they make up. */
    private static HuntState.Progress progressOf(HuntState.Progress progress, HuntState part, long last) {
        return new HuntState.Progress(
                progress.epochs(), progress.finished() && part.plan().lastSeed() == last);
    }

    private static Finding placed(Finding finding, Path folder, Path target) {
        Path base = target.toAbsolutePath();
        List<String> kept = finding.kept().stream()
                .map(each ->
                        base.relativize(folder.toAbsolutePath().resolve(each)).toString())
                .toList();
        return new Finding(
                finding.sort(),
                finding.property(),
                finding.cause(),
                finding.count(),
                finding.firstSeed(),
                finding.configuration(),
                finding.sentence(),
                kept);
    }

    /** The shards that are missing or have not run to their end, in words; empty if there are none. */
    public static List<String> gaps(HuntState state) {
        List<String> gaps = new ArrayList<>();
        List<Integer> missing = IntStream.rangeClosed(1, state.plan().shard().of())
                .filter(shard -> !state.shards().containsKey(shard))
                .boxed()
                .toList();
        List<Integer> unfinished = state.shards().entrySet().stream()
                .filter(each -> !each.getValue().finished())
                .map(Map.Entry::getKey)
                .toList();
        int of = state.plan().shard().of();
        if (!missing.isEmpty()) {
            gaps.add(missing.size() + " of " + of + " shards are missing: " + listed(missing));
        }
        if (!unfinished.isEmpty()) {
            gaps.add(unfinished.size() + " of " + of + " shards have not run to their end: " + listed(unfinished));
        }
        return gaps;
    }

    private static String listed(List<Integer> shards) {
        return shards.stream().limit(20).map(String::valueOf).collect(Collectors.joining(", "))
                + (shards.size() > 20 ? ", ..." : "");
    }
}
