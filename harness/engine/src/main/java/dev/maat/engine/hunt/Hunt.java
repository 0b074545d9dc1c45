package dev.maat.engine.hunt;

import dev.maat.engine.campaign.Campaign;
import dev.maat.engine.campaign.CampaignDirectory;
import dev.maat.engine.campaign.SeedResult;
import dev.maat.engine.campaign.Totals;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.faults.FaultKind;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongFunction;

/** Runs the epochs of a plan, one after another, and writes the state down after each. */
public final class Hunt {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final HuntState state;
    private final HuntFolder folder;
    private final Function<HuntConfiguration, LongFunction<Scenario>> scenarios;
    private final Deployment deployment;
    private final Steering steering;
    private final int jobs;

    /** Why a hunt came to an end. */
    public enum End {
        /** Every seed of the shard was run. */
        FINISHED,
        /** The time was over. */
        TIME,
        /** The calling thread was interrupted; the hunt can be gone on with. */
        INTERRUPTED
    }

    /**
     * A hunt that begins, or goes on where the state says.
     *
     * @param scenarios the scenarios of each configuration, by seed
     * @param kinds of fault that seeds may be steered with
     * @param jobs the number of runs at the same time; it decides nothing but the time
     */
    public Hunt(
            HuntState state,
            HuntFolder folder,
            Function<HuntConfiguration, LongFunction<Scenario>> scenarios,
            Deployment deployment,
            Set<FaultKind> kinds,
            int jobs) {
        this.state = state;
        this.folder = folder;
        this.scenarios = scenarios;
        this.deployment = deployment;
        this.steering = new Steering(kinds);
        this.jobs = jobs;
    }

    /**
     * The state of the hunt in a folder, or of one that begins.
     *
     * @throws ArgumentException if the folder holds a hunt with other settings; the message names the difference
     */
    public static HuntState stateIn(HuntFolder folder, HuntPlan plan) {
        HuntState found = HuntFolder.read(folder.path());
        if (found == null) {
            return new HuntState(plan);
        }
        String difference = plan.difference(found.plan());
        boolean otherShard = !plan.shard().equals(found.plan().shard());
        if (found.isMerged()) {
            throw new ArgumentException(folder.path()
                    + " holds the sum of shards, which cannot be gone on with; name another folder with --out");
        }
        if (difference != null || otherShard) {
            throw new ArgumentException(folder.path() + " holds a hunt with other settings ("
                    + (difference != null ? difference : "shard " + found.plan().shard() + " there")
                    + "); give the same settings to go on with it, or name another folder with --out");
        }
        return grown(found, plan);
    }

    /**
     * The hunt with the last seed of the new plan: one that has finished may go on. One without an end takes the end that is asked for,
     * or it would never come to it.
     */
    private static HuntState grown(HuntState found, HuntPlan plan) {
        boolean isEndless = found.plan().lastSeed() == Long.MAX_VALUE;
        HuntState state = new HuntState(
                isEndless
                        ? plan
                        : found.plan()
                                .withLastSeed(
                                        Math.max(plan.lastSeed(), found.plan().lastSeed())));
        long epochs = found.epochs();
        boolean more = state.plan().epoch(epochs) != null;
        boolean cutEpoch =
                epochs > 0 && isCut(found.plan(), epochs - 1) && found.plan().lastSeed() < plan.lastSeed();
        if (cutEpoch) {
            throw new ArgumentException(
                    "the hunt there ended at seed " + found.plan().lastSeed()
                            + ", in the middle of an epoch of " + plan.epochSeeds()
                            + " seeds, so it cannot grow; name another folder with --out");
        }
        state.setProgress(plan.shard().index(), new HuntState.Progress(epochs, !more));
        found.tallies()
                .forEach((configuration, tally) -> state.tally(configuration).add(tally));
        state.findings().add(found.findings());
        state.attempts().putAll(found.attempts());
        state.addMillis(found.tookMillis());
        return state;
    }

    private static boolean isCut(HuntPlan plan, long epoch) {
        Epoch last = plan.epoch(epoch);
        return last != null && last.runs() < plan.epochSeeds();
    }

    /**
     * Runs until there is no further epoch, the time is over, or the calling thread is interrupted.
     *
     * @param timeIsOver asked before each epoch
     * @throws RuntimeException the first exception that a run threw; what was written down before stays
     */
    public End run(HuntListener listener, BooleanSupplier timeIsOver) {
        folder.keepSteering(state.epochs(), state.plan().shard().of());
        int shard = state.plan().shard().index();
        while (true) {
            long done = state.epochs();
            Epoch epoch = state.plan().epoch(done);
            if (epoch == null) {
                state.setProgress(shard, new HuntState.Progress(done, true));
                folder.write(state);
                return End.FINISHED;
            }
            if (timeIsOver.getAsBoolean()) {
                folder.write(state);
                return End.TIME;
            }
            if (!run(epoch, listener)) {
                return End.INTERRUPTED;
            }
            boolean last = state.plan().epoch(done + 1) == null;
            state.setProgress(shard, new HuntState.Progress(done + 1, last));
            folder.write(state);
            listener.epoch(state);
        }
    }

    /** Runs one epoch; whether it came to its end. Only then it changes the state. */
    private boolean run(Epoch epoch, HuntListener listener) {
        long began = System.nanoTime();
        HuntPlan plan = state.plan();
        HuntConfiguration configuration = epoch.configuration();
        SortedMap<Long, Steering.Target> targets = plan.steers()
                ? steering.targets(epoch, state.tally(configuration).coverage(), state.attempts())
                : new TreeMap<>();
        folder.addSteering(epoch, targets);
        LongFunction<Scenario> drawn = scenarios.apply(configuration);
        Campaign.Settings settings =
                new Campaign.Settings(epoch.firstSeed(), epoch.runs(), jobs, plan.selfCheckPercent(), false, false);
        CampaignDirectory directory = folder.epoch(epoch);
        List<SeedResult> results = new ArrayList<>();
        Findings met = new Findings();
        met.add(state.findings());
        Totals totals = new Campaign(
                        settings, seed -> steering.steered(drawn.apply(seed), targets.get(seed)), deployment, directory)
                .run(result -> {
                    results.add(result);
                    listener.seed(result);
                    // At once: an epoch may be cut off, and it may be long.
                    Finding.of(result, configuration, folder.path())
                            .filter(met::add)
                            .ifPresent(listener::found);
                });
        if (totals.interrupted() || results.size() < epoch.runs()) {
            return false;
        }
        take(epoch, results, targets);
        state.addMillis((System.nanoTime() - began) / NANOS_PER_MILLI);
        return true;
    }

    private void take(Epoch epoch, List<SeedResult> results, Map<Long, Steering.Target> targets) {
        HuntConfiguration configuration = epoch.configuration();
        Tally tally = state.tally(configuration);
        List<Finding> failed = new ArrayList<>();
        for (SeedResult result : results) {
            tally.add(result, targets.containsKey(result.seed()));
            Optional<Finding> finding = Finding.of(result, configuration, folder.path());
            if (finding.isPresent()) {
                failed.add(finding.get());
                state.findings().add(finding.get());
            }
        }
        targets.values().forEach(target -> state.attempts().merge(Steering.key(configuration, target), 1L, Long::sum));
        for (Finding each : failed) {
            if (!state.findings().keeps(each)) {
                each.kept().forEach(folder::forget);
            }
        }
        folder.tidy(epoch);
    }
}
