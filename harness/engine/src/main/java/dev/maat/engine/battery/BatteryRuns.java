package dev.maat.engine.battery;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.battery.BatteryResult.Outcome;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.OrderedTasks;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.Runs;
import dev.maat.engine.run.ShellWord;
import dev.maat.scenario.Scenario;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs cases of the battery, each under some seeds, several at a time. */
public final class BatteryRuns {
    private final Settings settings;
    private final Deployment deployment;
    private final BatteryDirectory directory;

    /**
     * The size of a battery.
     *
     * @param cases in the order in which they are run and reported
     * @param firstSeed the first of {@code seeds} consecutive seeds that each case is run under
     * @param jobs the number of runs at the same time
     * @param keepAll whether the run directories of runs that hold are kept as well
     */
    public record Settings(
            BatteryTarget target, List<BatteryCase> cases, long firstSeed, int seeds, int jobs, boolean keepAll) {
        public Settings {
            cases = List.copyOf(cases);
            if (seeds < 1 || jobs < 1) {
                throw new IllegalArgumentException("seeds and jobs are at least 1");
            }
        }
    }

    /** One case under one seed. */
    private record Task(BatteryCase battery, long seed) {}

    public BatteryRuns(Settings settings, Deployment deployment, BatteryDirectory directory) {
        this.settings = settings;
        this.deployment = deployment;
        this.directory = directory;
    }

    /**
     * Runs all cases. When the calling thread is interrupted, the runs under way are stopped and the finished ones are reported.
     *
     * @param listener receives each result, in order, from one thread at a time
     * @throws RuntimeException the first exception that a run threw; no further run is begun after it
     */
    public BatteryTotals run(Consumer<BatteryResult> listener) {
        long began = System.nanoTime();
        List<Task> tasks = tasks();
        List<BatteryResult> results = new ArrayList<>();
        OrderedTasks<BatteryResult> ordered =
                new OrderedTasks<>(tasks.size(), index -> run(tasks.get(index)), result -> false, result -> {
                    results.add(result);
                    listener.accept(result);
                });
        boolean interrupted = ordered.run("battery", settings.jobs());
        return new BatteryTotals(results, interrupted, System.nanoTime() - began);
    }

    /** A case that is not for the target is told once, whatever the number of seeds. */
    private List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        for (BatteryCase each : settings.cases()) {
            int seeds = notFor(each).isPresent() ? 1 : settings.seeds();
            for (int i = 0; i < seeds; i++) {
                tasks.add(new Task(each, settings.firstSeed() + i));
            }
        }
        return tasks;
    }

    private Optional<String> notFor(BatteryCase battery) {
        BatteryTarget target = settings.target();
        return battery.notFor(target, deployment.capabilities(target.transport()));
    }

    /** Runs one case; null: the run was interrupted. */
    private @Nullable BatteryResult run(Task task) {
        BatteryCase battery = task.battery;
        Optional<String> notFor = notFor(battery);
        if (notFor.isPresent()) {
            return new BatteryResult(battery, task.seed, Outcome.NOT_FOR, notFor.get(), null, 0);
        }
        Scenario scenario = battery.scenario(settings.target(), task.seed);
        RunDirectory place = directory.run(battery.name(), task.seed);
        long began = System.nanoTime();
        JudgedRun run;
        try {
            run = Runs.run(scenario, deployment, place, Progress.SILENT);
        } catch (HistoryInputException noHistory) {
            String why = "its history cannot be judged: " + noHistory.getMessage();
            return new BatteryResult(battery, task.seed, Outcome.UNKNOWN, why, place.path(), System.nanoTime() - began);
        }
        if (run.result().wasInterrupted()) {
            return null;
        }
        BatteryResult result = judged(battery, run, place.path());
        if (result.passed() && !settings.keepAll()) {
            place.remove();
            return result.notKept();
        }
        Runs.report(
                run,
                place,
                "./maat run --scenario " + ShellWord.quote(place.scenario().toString()));
        return result;
    }

    /** The result that a run of a case proves. */
    static BatteryResult judged(BatteryCase battery, JudgedRun run, Path path) {
        long seed = run.scenario().seed();
        long took = run.tookNanos();
        if (run.harnessFailed()) {
            return new BatteryResult(battery, seed, Outcome.HARNESS_FAILED, run.lead(), path, took);
        }
        if (run.judgement().verdict() == Verdict.VIOLATED) {
            return new BatteryResult(battery, seed, Outcome.VIOLATED, run.lead(), path, took);
        }
        boolean holds =
                switch (run.judgement().verdict()) {
                    case HOLDS, NOT_EXERCISED -> true;
                    case VIOLATED, UNKNOWN, INAPPLICABLE -> false;
                };
        Optional<String> notFor = battery.notFor(run);
        if (holds && notFor.isPresent()) {
            return new BatteryResult(battery, seed, Outcome.NOT_FOR, notFor.get(), path, took);
        }
        List<String> missed = notFor.isPresent() ? List.of() : battery.missed(run);
        if (!missed.isEmpty()) {
            String reason = "the run did not reach " + String.join("; nor ", missed);
            return new BatteryResult(battery, seed, Outcome.NOT_REACHED, reason, path, took);
        }
        return new BatteryResult(
                battery, seed, holds ? Outcome.HOLDS : Outcome.UNKNOWN, holds ? "" : run.lead(), path, took);
    }
}
