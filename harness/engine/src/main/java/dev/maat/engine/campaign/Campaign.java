package dev.maat.engine.campaign;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.run.Deployment;
import dev.maat.faults.SeedDraw;
import dev.maat.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
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
        InOrder results = new InOrder(settings.firstSeed, listener);
        AtomicInteger next = new AtomicInteger();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < Math.min(settings.jobs, settings.runs); i++) {
            workers.add(Thread.ofPlatform().name("campaign-" + i).start(() -> work(next, results)));
        }
        boolean interrupted = await(workers);
        return results.finish(interrupted, System.nanoTime() - began);
    }

    private static boolean await(List<Thread> workers) {
        boolean interrupted = false;
        for (Thread worker : workers) {
            while (worker.isAlive()) {
                try {
                    worker.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                    workers.forEach(Thread::interrupt);
                }
            }
        }
        return interrupted;
    }

    private void work(AtomicInteger next, InOrder results) {
        while (!Thread.currentThread().isInterrupted() && !results.failed()) {
            int index = next.getAndIncrement();
            if (index >= settings.runs) {
                return;
            }
            try {
                long seed = settings.firstSeed + index;
                SeedResult result = seeds.run(scenarioOf.apply(seed), isChecked(seed));
                if (result == null || result.interrupted()) {
                    return;
                }
                results.add(result);
                if (settings.stopsAtViolation && result.verdict() == Verdict.VIOLATED) {
                    next.set(settings.runs);
                }
            } catch (RuntimeException | Error e) {
                results.fail(e);
            }
        }
    }

    /** Whether a seed is run twice. The first one always is, so that even a short campaign checks one. */
    private boolean isChecked(long seed) {
        return settings.selfCheckPercent > 0
                && (seed == settings.firstSeed
                        || new SeedDraw(seed).percent(settings.selfCheckPercent, "self-check", 0, 0));
    }

    /** Passes results on in the order of their seeds, in whatever order the threads finish. */
    private static final class InOrder {
        private final Consumer<SeedResult> listener;
        private final TreeMap<Long, SeedResult> waiting = new TreeMap<>();
        private final Totals.Sum sum = new Totals.Sum();
        private long nextSeed;
        private volatile @Nullable Throwable failure;

        InOrder(long firstSeed, Consumer<SeedResult> listener) {
            this.nextSeed = firstSeed;
            this.listener = listener;
        }

        synchronized void add(SeedResult result) {
            waiting.put(result.seed(), result);
            while (!waiting.isEmpty() && waiting.firstKey() == nextSeed) {
                report(waiting.pollFirstEntry().getValue());
                nextSeed++;
            }
        }

        private void report(SeedResult result) {
            sum.add(result);
            listener.accept(result);
        }

        synchronized void fail(Throwable why) {
            if (failure == null) {
                failure = why;
            }
        }

        boolean failed() {
            return failure != null;
        }

        synchronized Totals finish(boolean interrupted, long tookNanos) {
            Throwable why = failure;
            if (why instanceof RuntimeException exception) {
                throw exception;
            }
            if (why instanceof Error error) {
                throw error;
            }
            // After an interrupt a seed may be missing in the middle; the finished seeds after it still count.
            waiting.values().forEach(this::report);
            return sum.total(interrupted, tookNanos);
        }
    }
}
