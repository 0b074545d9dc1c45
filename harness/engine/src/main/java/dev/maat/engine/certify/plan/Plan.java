package dev.maat.engine.certify.plan;

import dev.maat.engine.PayloadSizes;
import dev.maat.engine.RunRequest;
import dev.maat.engine.bundle.BundleIndex;
import dev.maat.faults.FaultKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Everything that decides which runs a certification makes. It is written before the first of them.
 *
 * @param format {@link #FORMAT}
 * @param version {@link #VERSION}
 * @param membership of the group, as in a scenario
 * @param claims what the manifest claims for this ordering and delivery
 * @param profile by which the runs are judged; it may ask more than is claimed
 * @param level in lower case; {@link #CUSTOM} where the runs are fewer or shorter than those of the level that was asked for
 * @param all whether a violation does not end the certification
 * @param notRun what could not run or was not asked for, and why: each limits the certificate
 * @param durations by deployment: how long faults are injected in a run of the swarm, in milliseconds
 * @param faults the only kinds of fault of the swarm; empty: as it draws them
 * @param payload the sizes of messages in runs of the swarm; empty: drawn
 * @param digests SHA-256 of the harness, the catalogue and the implementation
 */
public record Plan(
        String format,
        int version,
        String maat,
        String implementation,
        String implementationVersion,
        String membership,
        String ordering,
        String delivery,
        List<String> claims,
        String profile,
        String level,
        long masterSeed,
        boolean all,
        List<Share> shares,
        List<NotRun> notRun,
        Map<String, Long> durations,
        String faults,
        String payload,
        Map<String, String> digests) {
    public static final String FORMAT = "maat-certification-plan";
    public static final int VERSION = BundleIndex.VERSION;
    public static final String CUSTOM = "custom";

    public Plan {
        claims = List.copyOf(claims);
        shares = List.copyOf(shares);
        notRun = List.copyOf(notRun);
        durations = new TreeMap<>(durations);
        digests = new TreeMap<>(digests);
        requireDifferent(shares);
        requireSwarm(faults, payload);
    }

    /** In what the runs are fewer or shorter than those of the level; empty if in nothing. */
    public String belowLevel() {
        if (level.equals(CUSTOM)) {
            return "";
        }
        if (!faults.isEmpty() || !payload.isEmpty()) {
            return "the swarm has faults or payloads of its own";
        }
        return Stream.of(Level.values())
                .filter(each -> each.word().equals(level))
                .findFirst()
                .map(each -> belowLevel(each, shares, durations))
                .orElse("there is no such level");
    }

    static String belowLevel(Level level, List<Share> shares, Map<String, Long> durations) {
        for (Share share : shares) {
            String deployment = share.deployment();
            if (shares.stream().noneMatch(one -> one.isSwarmBeside(share))) {
                return "there is no swarm beside " + share.words();
            }
            if (!share.source().equals(SwarmSource.NAME)) {
                if (share.seeds().size() < level.batteryRuns(deployment)) {
                    return share.words() + " has " + share.seeds().size() + " runs, fewer than its "
                            + level.batteryRuns(deployment);
                }
                continue;
            }
            if (share.seeds().size() < level.runs(deployment)) {
                return share.words() + " has " + share.seeds().size() + " runs, fewer than its "
                        + level.runs(deployment);
            }
            if (durations.getOrDefault(deployment, 0L) < level.durationMillis(deployment)) {
                return "the runs of " + share.words() + " are shorter than its " + level.durationMillis(deployment)
                        + " ms";
            }
        }
        return "";
    }

    /** Nothing could be drawn from a plan whose words nobody can read. */
    private static void requireSwarm(String faults, String payload) {
        if (!List.of("", RunRequest.SWARM, RunRequest.NO_FAULTS).contains(faults)) {
            FaultKind.parseList(faults);
        }
        if (!payload.isEmpty()) {
            PayloadSizes.parse(payload);
        }
    }

    /** A run that is listed twice would count twice. */
    private static void requireDifferent(List<Share> shares) {
        Set<List<String>> seen = new HashSet<>();
        for (Share share : shares) {
            if (!seen.add(List.of(share.source(), share.deployment(), share.transport()))) {
                throw new IllegalArgumentException("a plan has each share once, and this one twice: " + share.words());
            }
            if (new HashSet<>(share.seeds()).size() != share.seeds().size()) {
                throw new IllegalArgumentException("a share has each seed once, and not so " + share.words());
            }
        }
    }

    /**
     * A part of the offer that the plan does not have.
     *
     * @param source one source of scenarios; empty: the deployment over the transport altogether
     */
    public record NotRun(String source, String deployment, String transport, String why) {}

    /**
     * One run of the plan.
     *
     * @param number from 1, over all shares
     * @param kept whether the bundle holds its history
     */
    public record PlannedRun(int number, Share share, long seed, boolean kept) {}

    /** The parts of the offer that are not in the plan, and why: a sentence for each reason. */
    public List<String> leftOut() {
        return LeftOut.sentences(notRun);
    }

    /** How many runs there are of each source; the cases of the battery in one deployment over one transport are one. */
    public Map<String, Integer> summary() {
        Map<String, Integer> runs = new LinkedHashMap<>();
        for (Share share : shares) {
            String words = BatterySource.isBattery(share.source())
                    ? "the battery, " + share.deployment() + " over " + share.transport()
                    : share.words();
            runs.merge(words, share.seeds().size(), Integer::sum);
        }
        return runs;
    }

    /** The deployments of the shares, each once, in their order. */
    public List<String> deployments() {
        return shares.stream().map(Share::deployment).distinct().toList();
    }

    /** All runs, in their order. */
    public List<PlannedRun> runs() {
        List<PlannedRun> runs = new ArrayList<>();
        for (Share share : shares) {
            for (int i = 0; i < share.seeds().size(); i++) {
                runs.add(new PlannedRun(runs.size() + 1, share, share.seeds().get(i), i < share.kept()));
            }
        }
        return runs;
    }

    /** Whether the seeds of each share are those that the master seed gives. */
    public boolean hasSeedsOfMaster(Share share) {
        return share.seeds()
                .equals(Seeds.first(
                        share.seeds().size(), masterSeed, share.source(), share.deployment(), share.transport()));
    }
}
