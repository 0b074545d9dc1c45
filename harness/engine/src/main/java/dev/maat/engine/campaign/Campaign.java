package dev.maat.engine.campaign;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.OrderedTasks;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Scenario;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Runs consecutive seeds, several at a time where the deployment allows it, and reports them in their order. */
public final class Campaign {
    private static final int EVERY_SEED = 100;

    private final Settings settings;
    private final LongFunction<Scenario> scenarioOf;
    private final SeedRun seeds;

    /**
     * The size of a campaign, and the checks that it makes.
     *
     * @param firstSeed the first of {@code runs} consecutive seeds
     * @param jobs the number of runs at the same time
     * @param selfCheckPercent the share of seeds that are run twice and whose histories must be equal byte for byte; 0 for a
     *     deployment where a seed does not fix the interleaving
     * @param keepAll whether the run directories of seeds that passed are kept as well
     * @param stopsAtViolation whether the first violated seed is the last one that is begun
     */
    public record Settings(
            long firstSeed, int runs, int jobs, int selfCheckPercent, boolean keepAll, boolean stopsAtViolation) {
        public Settings {
            if (runs < 1 || jobs < 1 || selfCheckPercent < 0 || selfCheckPercent > EVERY_SEED) {
                throw new IllegalArgumentException("runs and jobs are at least 1, the self-check is from 0 to 100 %");
            }
        }
    }

    public Campaign(
            Settings settings, LongFunction<Scenario> scenarioOf, Deployment deployment, CampaignDirectory directory) {
        this.settings = settings;
        this.scenarioOf = scenarioOf;
        this.seeds = new SeedRun(deployment, directory, settings.keepAll);
    }

    /**
     * Runs all seeds. When the calling thread is interrupted, the seeds under way are stopped and the finished ones are reported.
     *
     * @param listener receives the result of each seed, in order, from one thread at a time
     * @throws RuntimeException the first exception that the run of a seed threw; no further seed is begun after it
     */
    public Totals run(Consumer<SeedResult> listener) {
        long began = System.nanoTime();
        Totals.Sum sum = new Totals.Sum();
        OrderedTasks<SeedResult> tasks = new OrderedTasks<>(settings.runs, this::run, this::isLast, result -> {
            sum.add(result);
            listener.accept(result);
        });
        boolean interrupted = tasks.run("campaign", settings.jobs);
        return sum.total(interrupted, System.nanoTime() - began);
    }

    /** Runs one seed; null: the run was interrupted. */
    private @Nullable SeedResult run(int index) {
        long seed = settings.firstSeed + index;
        SeedResult result = seeds.run(scenarioOf.apply(seed), isChecked(seed));
        return result == null || result.interrupted() ? null : result;
    }

    private boolean isLast(SeedResult result) {
        return settings.stopsAtViolation && result.verdict() == Verdict.VIOLATED;
    }

    /** Whether a seed is run twice. The first one always is, so that even a short campaign checks one. */
    private boolean isChecked(long seed) {
        return settings.selfCheckPercent > 0
                && (seed == settings.firstSeed
                        || new SeedDraw(seed).percent(settings.selfCheckPercent, "self-check", 0, 0));
    }
}
