package dev.maat.engine.cli.run;

import dev.maat.engine.Deployments;
import dev.maat.engine.RunRequest;
import dev.maat.engine.battery.Battery;
import dev.maat.engine.battery.BatteryCase;
import dev.maat.engine.battery.BatteryDirectory;
import dev.maat.engine.battery.BatteryJson;
import dev.maat.engine.battery.BatteryRuns;
import dev.maat.engine.battery.BatteryTarget;
import dev.maat.engine.battery.BatteryTotals;
import dev.maat.engine.cli.shell.Interruption;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.shell.Version;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.ExitCode;
import dev.maat.engine.run.FolderLock;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.LoadedImplementation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** {@code maat run --battery}: the cases of the standard battery, each under the seeds that the options ask for. */
final class BatteryRun {
    /** The options that a battery takes; its cases decide all others. */
    private static final List<String> TAKEN = List.of(
            "--battery",
            "--case",
            "--implementation",
            "--deployment",
            "--transport",
            "--ordering",
            "--delivery",
            "--reliability",
            "--seed",
            "--runs",
            "--jobs",
            "--keep",
            "--out",
            "--json");

    private static final long FIRST_SEED = 1;

    private final Surroundings surroundings;
    private final RunOptions options;
    private final PlannedRun plan;

    private BatteryRun(Surroundings surroundings, RunOptions options, PlannedRun plan) {
        this.surroundings = surroundings;
        this.options = options;
        this.plan = plan;
    }

    /**
     * Reads the options.
     *
     * @throws ArgumentException if one of them is none of a battery's
     */
    static BatteryRun of(RunOptions options, ParseResult parsed, Surroundings surroundings) {
        for (var option : parsed.matchedOptions()) {
            if (!TAKEN.contains(option.longestName())) {
                throw new ArgumentException("the cases of the battery decide " + option.longestName()
                        + ", so the option cannot be given with --battery; leave it out, or run one case's scenario by"
                        + " --scenario");
            }
        }
        return new BatteryRun(surroundings, options, PlannedRun.of(options, parsed, surroundings));
    }

    int run(@Nullable Path out, boolean json) throws IOException {
        Implementation implementation = plan.implementation();
        BatteryTarget target = target(implementation);
        List<BatteryCase> cases = options.cases.isEmpty()
                ? Battery.cases()
                : options.cases.stream().map(Battery::named).toList();
        Path folder = out != null ? out : Path.of(plan.defaultDirectory() + "-battery");
        try (LoadedImplementation loaded = implementation.load();
                Interruption interruption = Interruption.install()) {
            Deployment deployment = Deployments.of(plan.deployment(), loaded);
            BatteryRuns.Settings settings = new BatteryRuns.Settings(
                    target,
                    cases,
                    options.seed != null ? options.seed : FIRST_SEED,
                    options.runs,
                    target.deterministic() ? options.jobs() : 1,
                    options.keep);
            int code;
            try (FolderLock lock = BatteryDirectory.lock(folder)) {
                code = run(settings, deployment, folder, json);
            }
            surroundings.terminal().flush();
            return interruption.happened() ? ExitCode.INTERRUPTED : code;
        }
    }

    private int run(BatteryRuns.Settings settings, Deployment deployment, Path folder, boolean json)
            throws IOException {
        BatteryDirectory directory = BatteryDirectory.create(folder);
        BatteryTotals totals;
        try (BatteryPrinter printer = new BatteryPrinter(surroundings.terminal(), json)) {
            printer.begin(settings);
            totals = new BatteryRuns(settings, deployment, directory).run(printer::result);
            BatteryJson.write(totals, settings.target(), directory.totals());
            if (json) {
                BatteryJson.write(
                        totals, settings.target(), surroundings.terminal().json());
            } else {
                printer.end(totals, directory);
            }
        }
        return totals.exitCode();
    }

    private BatteryTarget target(Implementation implementation) {
        RunRequest request = Objects.requireNonNull(plan.request(), "a battery takes no scenario file");
        RunRequest.requireOffered(
                "deployment", request.deployment(), implementation.name(), implementation.deployments());
        RunRequest.requireOffered("transport", request.transport(), implementation.name(), implementation.transports());
        if (request.reliability() != null) {
            RunRequest.requireOffered(
                    "reliability", request.reliability(), implementation.name(), implementation.reliabilities());
        }
        // Refused before anything is written, if it is not offered.
        implementation.claim(request.ordering(), request.delivery());
        return new BatteryTarget(
                implementation,
                request.deployment(),
                Deployments.isDeterministic(request.deployment()),
                request.transport(),
                request.ordering(),
                request.delivery(),
                request.reliability(),
                Version.number());
    }
}
