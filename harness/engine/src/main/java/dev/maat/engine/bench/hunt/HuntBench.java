package dev.maat.engine.bench.hunt;

import dev.maat.engine.bench.hunt.ProcessorTime.Taken;
import dev.maat.engine.campaign.Campaign;
import dev.maat.engine.campaign.CampaignDirectory;
import dev.maat.engine.campaign.SeedResult;
import dev.maat.engine.campaign.Totals;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.Progress;
import dev.maat.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** Measures a campaign: the same code that {@code maat run --runs} runs, with its self-check, its judgement and its folders. */
public final class HuntBench {
    private final Campaign.Settings settings;
    private final int warmUp;
    private final LongFunction<Scenario> scenarios;
    private final Supplier<Deployment> deployments;
    private final Path folder;
    private final Progress progress;

    /**
     * @param settings of the campaign that is measured
     * @param warmUp how many seeds are run before, so that the code of both JVMs is compiled
     * @param deployments makes a deployment in simulation without a worker yet
     * @param folder for the campaign's results
     */
    public HuntBench(
            Campaign.Settings settings,
            int warmUp,
            LongFunction<Scenario> scenarios,
            Supplier<Deployment> deployments,
            Path folder,
            Progress progress) {
        this.settings = settings;
        this.warmUp = warmUp;
        this.scenarios = scenarios;
        this.deployments = deployments;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Runs the campaign.
     *
     * @throws IOException if the samples cannot be read
     */
    public HuntMeasurement measure() throws IOException {
        try (StackSamples samples = new StackSamples()) {
            Deployment deployment = deployments.get();
            if (warmUp > 0) {
                progress.stage("warming up");
                // Behind the seeds that are measured: none of them is run twice.
                run(deployment, settings.firstSeed() + settings.runs(), warmUp);
            }
            progress.stage("measuring");
            ProcessorTime time = new ProcessorTime();
            Taken before = time.look();
            Instant from = Instant.now();
            Totals totals = run(deployment, settings.firstSeed(), settings.runs());
            Taken taken = time.look().minus(before);
            progress.stage("reading the samples");
            return new HuntMeasurement(
                    totals, taken.judge(), taken.worker(), shares(samples.between(from, Instant.now()), taken));
        }
    }

    private Totals run(Deployment deployment, long firstSeed, int runs) {
        Campaign.Settings part =
                new Campaign.Settings(firstSeed, runs, settings.jobs(), settings.selfCheckPercent(), false, false);
        int[] done = {0};
        return new Campaign(part, scenarios, deployment, CampaignDirectory.create(folder))
                .run((SeedResult result) -> progress.at(++done[0], runs));
    }

    /** The share of the compilers and collectors is measured; the rest of each JVM is shared out by its samples. */
    private static Map<Part, Double> shares(StackSamples.Counts counts, Taken taken) {
        Map<Part, Double> shares = new EnumMap<>(Part.class);
        shares.put(Part.JVM, (taken.judgeJvm() + taken.workerJvm()) / taken.seconds());
        share((taken.judge() - taken.judgeJvm()) / taken.seconds(), counts.judge(), shares);
        share((taken.worker() - taken.workerJvm()) / taken.seconds(), counts.worker(), shares);
        return shares;
    }

    private static void share(double part, Map<Part, Integer> counts, Map<Part, Double> shares) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        counts.forEach((name, count) -> shares.merge(name, part * count / all, Double::sum));
    }
}
