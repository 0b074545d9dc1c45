package dev.maat.engine.cli.shrink;

import dev.maat.checkers.history.History;
import dev.maat.checkers.history.HistoryWriter;
import dev.maat.checkers.witness.Witnesses;
import dev.maat.engine.Deployments;
import dev.maat.engine.cli.shell.DurationOption;
import dev.maat.engine.cli.shell.Interruption;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.terminal.TerminalProgress;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.ExitCode;
import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.Runs;
import dev.maat.engine.run.ShellWord;
import dev.maat.engine.shrink.FirstRuns;
import dev.maat.engine.shrink.RunTrial;
import dev.maat.engine.shrink.ShrinkDirectory;
import dev.maat.engine.shrink.Shrinker;
import dev.maat.engine.shrink.Shrunk;
import dev.maat.engine.shrink.TestClass;
import dev.maat.engine.shrink.Trial;
import dev.maat.engine.shrink.Violation;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maat shrink}. */
@Command(
        name = "shrink",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes the scenario of a violation smaller, as long as the same property is violated alike.",
            "Faults, nodes, messages and disturbances of the network are taken away, and times are shortened. It",
            "writes the smallest scenario, its report, its witness and a JUnit test class that fails for that",
            "reason."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat run --implementation zoo:hasty-flush --seed 7 --out a    a violation",
            "  maat shrink a                                                 the result is in a-shrunk",
            "  maat shrink a --property agreement                            another property that it violates",
            "  maat shrink runs/x/seed-12 --time 10m --out smaller           a seed of a campaign, and more time",
            "  maat shrink scenario.json                                     a scenario alone: it is run first",
            "",
            "In simulation the result is 1-minimal: no run without a single fault, node, message or disturbance",
            "shows the violation again; the command shows how each ended. Where a seed does not fix the",
            "interleaving, each candidate is run up to --repeats times; what stays may then be needless, with a",
            "probability that the command states. If the time is over first, or messages cannot be taken away",
            "one by one, it says so.",
            "",
            "DIR holds minimal.scenario.json, XTest.java, witness.jsonl and run/ with report.html.",
            "Ctrl-C writes the smallest scenario so far.",
            "",
            "Exit codes: 1 the smallest scenario violates the property, 254 bad arguments, or a scenario that",
            "  violates nothing that it claims, 255 the harness failed, 130 interrupted.",
        })
public final class ShrinkCommand implements Callable<Integer> {
    private static final long WITNESS_NANOS = 15_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MAX_REPEATS = 1_000;

    private final Surroundings surroundings;

    @Parameters(
            arity = "1",
            paramLabel = "PATH",
            description = "The folder of a run that violates a property, or a scenario file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path path;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            defaultValue = "2m",
            converter = DurationOption.class,
            description =
                    "How long to search after the first runs of the scenario, as 30s, 2m or 1h. A run in containers"
                            + " takes a quarter of a minute or more, so give 30m there. Default: ${DEFAULT-VALUE}.")
    private long timeMillis;

    @Option(
            names = "--property",
            paramLabel = "ID",
            description = "The violated property to keep. Default: the first that the run's verdict shows.")
    private @Nullable String property;

    @Option(
            names = "--repeats",
            paramLabel = "K",
            defaultValue = "5",
            description =
                    "Outside of the simulation: how often a candidate is run before its removal counts as needed. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int repeats;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder for the result. Default: the name of PATH with '-shrunk'.")
    private @Nullable Path out;

    public ShrinkCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        ShrinkSource.requireProperty(property);
        if (repeats < 1 || repeats > MAX_REPEATS) {
            throw new ArgumentException("--repeats is from 1 to " + MAX_REPEATS + ", not " + repeats);
        }
        ShrinkSource source = ShrinkSource.read(path);
        Scenario scenario = source.scenario();
        Implementation implementation = surroundings.findImplementations().find(scenario.implementation());
        Path target = out != null ? out : source.defaultTarget();
        try (LoadedImplementation loaded = implementation.load();
                Interruption interruption = Interruption.install()) {
            Deployment deployment = Deployments.of(scenario.deployment(), loaded);
            deployment
                    .capabilities(scenario.transport())
                    .require(scenario.plan().kinds());
            try (FolderLock lock = ShrinkDirectory.lock(target)) {
                shrink(source, deployment, ShrinkDirectory.create(target), implementation);
            } catch (ArgumentException tooEarly) {
                if (!interruption.happened()) {
                    throw tooEarly;
                }
            }
            surroundings.terminal().flush();
            return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.VIOLATED;
        }
    }

    private void shrink(
            ShrinkSource source, Deployment deployment, ShrinkDirectory directory, Implementation implementation)
            throws IOException {
        Scenario scenario = source.scenario();
        boolean deterministic = Deployments.isDeterministic(scenario.deployment());
        int times = deterministic ? 1 : repeats;
        ShrinkPrinter printer = new ShrinkPrinter(surroundings.terminal());
        FirstRuns first;
        RunTrial trial;
        Shrunk shrunk;
        TestClass test;
        boolean replays;
        try (TerminalProgress progress = new TerminalProgress(surroundings.terminal(), System::nanoTime)) {
            progress.stage("running the scenario");
            first = FirstRuns.make(scenario, deployment, directory, times, source.told(), property);
            trial = new RunTrial(deployment, first.violation(), directory, times, timeIsUp());
            progress.stage("shrinking");
            ShrinkLine line = new ShrinkLine(surroundings.terminal(), System::nanoTime);
            shrunk = Shrinker.shrink(
                    scenario,
                    first.run(),
                    trial,
                    (candidates, sizes) -> line.show(() -> ShrinkPrinter.progress(candidates, sizes)));
            replays = !deterministic || replays(deployment, first.violation(), directory, shrunk);
            progress.stage("rendering the report");
            directory.clean();
            test = testClass(shrunk, first.violation(), implementation);
            write(shrunk, first.violation(), directory, test);
        }
        printer.print(shrunk, first, trial.runs(), times);
        if (!replays) {
            printer.doesNotReplay();
        }
        printer.files(directory, test, again(directory));
    }

    /** The search has its whole time, however long the first runs took: in containers they take minutes. */
    private BooleanSupplier timeIsUp() {
        long deadline = System.nanoTime() + timeMillis * NANOS_PER_MILLI;
        return () -> System.nanoTime() - deadline > 0;
    }

    /** Whether the smallest scenario violates the property once more. A search that was stopped is not held up by it. */
    private static boolean replays(
            Deployment deployment, Violation violation, ShrinkDirectory directory, Shrunk shrunk) {
        if (shrunk.tried().isEmpty()) {
            return true;
        }
        try {
            RunTrial once = new RunTrial(deployment, violation, directory, 1, () -> false);
            return once.of(shrunk.scenario()).outcome() == Trial.Outcome.SAME;
        } catch (Trial.StoppedException interrupted) {
            return true;
        }
    }

    private static void write(Shrunk shrunk, Violation violation, ShrinkDirectory directory, TestClass test)
            throws IOException {
        ScenarioJson.write(shrunk.scenario(), directory.scenario());
        Runs.report(shrunk.run(), directory.run(), again(directory));
        Files.writeString(directory.test(test.name()), test.source());
        long deadline = System.nanoTime() + WITNESS_NANOS;
        History witness = Witnesses.smallest(
                shrunk.run().history(),
                shrunk.run().judgement().property(violation.property()),
                Witnesses.MAX_EVALUATIONS,
                () -> System.nanoTime() - deadline > 0);
        Files.writeString(directory.witness(), HistoryWriter.text(witness));
    }

    private static TestClass testClass(Shrunk shrunk, Violation violation, Implementation implementation) {
        Path here = Path.of("").toAbsolutePath();
        Path folder = implementation.folder().toAbsolutePath();
        return TestClass.of(shrunk, violation, (folder.startsWith(here) ? here.relativize(folder) : folder).toString());
    }

    private static String again(ShrinkDirectory directory) {
        return "./maat run --scenario " + ShellWord.quote(directory.scenario().toString());
    }
}
