package dev.maat.engine.cli.run;

import dev.maat.engine.Deployments;
import dev.maat.engine.campaign.Campaign;
import dev.maat.engine.campaign.CampaignDirectory;
import dev.maat.engine.campaign.CampaignJson;
import dev.maat.engine.campaign.Totals;
import dev.maat.engine.cli.shell.Interruption;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.terminal.TerminalProgress;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.ExitCode;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.RunDirectory;
import dev.maat.engine.run.RunJson;
import dev.maat.engine.run.Runs;
import dev.maat.engine.run.ShellWord;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code maat run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs an implementation while faults are injected, judges the history and writes a report.",
            "Without options: the reference with total order, in simulation, with a drawn seed and a swarm of",
            "faults."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat run                                            a seed is drawn and printed",
            "  maat run --seed 7 --out a                           the same history, byte for byte, every time",
            "  maat run --scenario a/scenario.json --out b         the same history again, from the file",
            "  maat run --ordering fifo --nodes 9 --faults partition,crash",
            "  maat run --runs 2000                                2,000 seeds, totals at the end",
            "  maat run --runs 2000 --stop-at-violation            ends as soon as a violation is proved",
            "  maat run --battery --runs 5                         the named scenarios, 5 seeds each",
            "  maat run --battery --case even-split-4 --ordering agreed --delivery uniform",
            "  maat run --runs 200 --junit results.xml             a test case for each seed, for a build server",
            "  maat run --deployment processes                    real processes, nothing to install",
            "  maat run --deployment containers --transport tcp --faults partition,latency,crash",
            "  maat run --implementation zoo:hasty-flush --seed 7  a planted defect: exit code 1",
            "",
            "DIR holds scenario.json, history/, verdict.json and report.html. With --runs it holds",
            "campaign.json, and such a folder for each seed that did not pass.",
            "",
            "Ctrl-C stops and removes everything that was started, and writes the results so far; the verdict",
            "is then unknown.",
            "",
            "Exit codes: 0 holds or not exercised, 1 violated, 2 unknown or inconclusive,",
            "  254 bad arguments or scenario, 255 the harness failed, 130 interrupted.",
        })
public final class RunCommand implements Callable<Integer> {
    /** The case of the JUnit XML that says why seeds are missing. */
    private static final String CAMPAIGN = "the campaign";

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final RunOptions options = new RunOptions();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "The folder for the results. Default: runs/TIME-SEED. A folder that holds other files is refused.")
    private @Nullable Path out;

    @Option(
            names = "--json",
            description = "Print the verdict as JSON, as in verdict.json; progress goes to standard error.")
    private boolean json;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description =
                    "Write the results as JUnit XML too, for a build server: a case for each claimed property, or for each"
                            + " seed with --runs.")
    private @Nullable Path junit;

    public RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (options.battery) {
            if (junit != null) {
                throw new ArgumentException("--junit is for runs of seeds; leave out --battery, or --junit");
            }
            return BatteryRun.of(options, spec.commandLine().getParseResult(), surroundings)
                    .run(out, json);
        }
        if (!options.cases.isEmpty()) {
            throw new ArgumentException("--case names a case of the battery; give --battery with it");
        }
        PlannedRun plan = PlannedRun.of(options, spec.commandLine().getParseResult(), surroundings);
        Implementation implementation = plan.implementation();
        Path target = out != null ? out : plan.defaultDirectory();
        JUnitXml xml = junit == null ? null : JUnitXml.to(junit);
        try (LoadedImplementation loaded = implementation.load();
                Interruption interruption = Interruption.install()) {
            Deployment deployment = Deployments.of(plan.deployment(), loaded);
            if (options.stopAtViolation) {
                deployment = deployment.stoppingAtViolation();
            }
            LongFunction<Scenario> scenarios = plan.scenarios(deployment.capabilities(plan.transport()));
            int code;
            // The first scenario is drawn before anything is written, because most mistakes in the options show there.
            Scenario first = scenarios.apply(plan.seed());
            plan.requireFanOut(first);
            try (FolderLock lock = options.runs == 1 ? RunDirectory.lock(target) : CampaignDirectory.lock(target)) {
                code = options.runs == 1
                        ? single(first, implementation, deployment, target, xml)
                        : campaign(plan, scenarios, implementation, deployment, target, xml);
            }
            // A JVM that is shutting down does not wait for anything behind this block.
            surroundings.terminal().flush();
            return interruption.happened() ? ExitCode.INTERRUPTED : code;
        }
    }

    private int single(
            Scenario scenario,
            Implementation implementation,
            Deployment deployment,
            Path target,
            @Nullable JUnitXml xml)
            throws IOException {
        RunDirectory directory = RunDirectory.create(target);
        RunPrinter printer = new RunPrinter(surroundings.terminal());
        if (!json) {
            printer.begin(scenario, implementation);
        }
        JudgedRun run;
        try (TerminalProgress progress = new TerminalProgress(surroundings.terminal(), System::nanoTime)) {
            run = Runs.run(scenario, deployment, directory, progress);
            progress.stage("rendering the report");
            Runs.report(run, directory, againCommand(directory));
        } catch (RuntimeException | Error e) {
            if (xml != null) {
                xml.incomplete("the run", "it broke off: " + Failures.describe(e));
                xml.write(scenario, RunPrinter.introduction(scenario, implementation) + ", seed " + scenario.seed());
            }
            throw e;
        }
        if (xml != null) {
            xml.run(run, againCommand(directory));
            xml.write(scenario, RunPrinter.introduction(scenario, implementation) + ", seed " + scenario.seed());
        }
        if (json) {
            RunJson.write(run, surroundings.terminal().json());
        } else {
            printer.end(run, directory, againCommand(directory));
        }
        return run.exitCode();
    }

    private int campaign(
            PlannedRun plan,
            LongFunction<Scenario> scenarios,
            Implementation implementation,
            Deployment deployment,
            Path target,
            @Nullable JUnitXml xml)
            throws IOException {
        Campaign.Settings settings = settings(plan);
        Scenario first = scenarios.apply(plan.seed());
        CampaignDirectory directory = CampaignDirectory.create(target);
        CampaignPrinter printer = new CampaignPrinter(surroundings.terminal(), json);
        printer.begin(first, implementation, settings, plan.isVaried());
        Totals totals;
        try {
            totals = new Campaign(settings, scenarios, deployment, directory).run(result -> {
                printer.seed(result);
                if (xml != null) {
                    xml.seed(result);
                }
            });
            String missing = missing(totals, settings);
            if (xml != null && missing != null) {
                xml.incomplete(CAMPAIGN, missing);
            }
        } catch (RuntimeException | Error e) {
            if (xml != null) {
                xml.incomplete(CAMPAIGN, "it broke off: " + Failures.describe(e));
            }
            throw e;
        } finally {
            printer.close();
            if (xml != null) {
                xml.write(
                        first, RunPrinter.introduction(first, implementation) + ", seeds from " + settings.firstSeed());
            }
        }
        CampaignJson.write(totals, settings, directory.totals());
        if (json) {
            CampaignJson.write(totals, settings, surroundings.terminal().json());
        } else {
            printer.end(totals, directory);
        }
        boolean onlyFailed =
                totals.violated().isEmpty() && !totals.harnessFailures().isEmpty();
        return onlyFailed ? ExitCode.HARNESS_FAILURE : totals.verdict().exitCode();
    }

    private Campaign.Settings settings(PlannedRun plan) {
        boolean deterministic = Deployments.isDeterministic(plan.deployment());
        return new Campaign.Settings(
                plan.seed(),
                options.runs,
                deterministic ? options.jobs() : 1,
                deterministic ? options.selfCheckPercent : 0,
                options.keep,
                options.stopAtViolation);
    }

    /** The seeds that a campaign did not come to, in words; null if it has come to all that it was asked for. */
    private static @Nullable String missing(Totals totals, Campaign.Settings settings) {
        boolean stopped = settings.stopsAtViolation() && !totals.violated().isEmpty();
        if (!totals.interrupted() && (stopped || totals.runs() >= settings.runs())) {
            return null;
        }
        return (totals.interrupted() ? "interrupted: " : "") + totals.runs() + " of " + settings.runs()
                + " seeds have a result";
    }

    private String againCommand(RunDirectory directory) {
        return "./maat run --scenario " + ShellWord.quote(directory.scenario().toString()) + " --out "
                + ShellWord.quote(directory.path() + "-again")
                + (options.stopAtViolation ? " --stop-at-violation" : "");
    }
}
