package dev.maat.engine.cli.bench;

import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.Deployments;
import dev.maat.engine.RunRequest;
import dev.maat.engine.bench.hunt.HuntBench;
import dev.maat.engine.bench.hunt.HuntMeasurement;
import dev.maat.engine.bench.hunt.Part;
import dev.maat.engine.campaign.Campaign;
import dev.maat.engine.campaign.Totals;
import dev.maat.engine.cli.shell.Interruption;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.shell.Version;
import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.TerminalProgress;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.ExitCode;
import dev.maat.faults.Capabilities;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maat bench hunt}. */
@Command(
        name = "hunt",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how many seeds a campaign in simulation runs and judges in a minute of one core.",
            "It shows where the time goes. The seeds are those of 'maat run --runs': drawn swarms of faults, every",
            "property judged, a share of them run twice and compared."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat bench hunt                                    seeds 1 to 300 of the reference",
            "  maat bench hunt --seeds 1..2000 --warm-up 500      the longer, the more of the code is compiled",
            "  maat bench hunt --ordering agreed --delivery uniform",
            "  maat bench hunt --jobs 2                           does a second job cost more than it gives?",
            "",
            "Figures:",
            "  schedules/min/core  seeds for a minute of processor time, user and system, of all threads of this JVM",
            "                      and of those that simulate; other work on the machine disturbs it little",
            "  share               of that time, by samples of all stacks (the JDK's flight recorder, every 10 ms);",
            "                      that of the JVM's compilers and collectors is measured, on Linux",
            "",
            "Exit codes: 0 measured, 130 interrupted, 254 bad arguments, 255 a seed did not pass.",
        })
public final class BenchHuntCommand implements Callable<Integer> {
    private static final Pattern SEEDS = Pattern.compile("(\\d{1,15})(?:\\.\\.(\\d{1,15}))?");
    private static final long DURATION_MILLIS = 30_000;
    private static final int MAX_SEEDS = 1_000_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double PERCENT = 100;

    private final Surroundings surroundings;

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            description = "The seeds, or how many from 1 on. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1..300")
    private String seeds = "";

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "So many further seeds are run first, and not measured. Default: ${DEFAULT-VALUE}.",
            defaultValue = "100")
    private int warmUp;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "Runs at the same time. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1")
    private int jobs;

    @Option(
            names = "--self-check",
            paramLabel = "PERCENT",
            description = "The share of seeds that are run twice and compared. Default: ${DEFAULT-VALUE}.",
            defaultValue = "2")
    private int selfCheckPercent;

    @Option(
            names = "--implementation",
            paramLabel = "NAME",
            description = "The implementation under test. Default: ${DEFAULT-VALUE}.",
            defaultValue = "reference")
    private String implementation = "";

    @Option(names = "--ordering", paramLabel = "O", description = "Default: ${DEFAULT-VALUE}.", defaultValue = "total")
    private String ordering = "";

    @Option(
            names = "--delivery",
            paramLabel = "D",
            description = "Default: plain where it is offered, else the first that is.")
    private @Nullable String asked;

    public BenchHuntCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Campaign.Settings settings = settings();
        Implementation named = surroundings.findImplementations().find(implementation);
        named.claim(ordering, delivery(named));
        Path folder = Files.createTempDirectory("maat-bench-hunt");
        HuntMeasurement measured;
        try (LoadedImplementation loaded = named.load();
                TerminalProgress progress = new TerminalProgress(surroundings.terminal(), System::nanoTime);
                Interruption interruption = Interruption.install()) {
            Capabilities capabilities =
                    Deployments.of(Deployments.SIMULATION, loaded).capabilities(transport(named));
            RunRequest request = request(named);
            LongFunction<Scenario> scenarios = seed -> request.draw(named, capabilities, seed);
            measured = new HuntBench(
                            settings,
                            warmUp,
                            scenarios,
                            () -> Deployments.of(Deployments.SIMULATION, loaded),
                            folder,
                            progress)
                    .measure();
            if (interruption.happened()) {
                return ExitCode.INTERRUPTED;
            }
        } finally {
            delete(folder);
        }
        print(measured, settings, named);
        Verdict verdict = measured.totals().verdict();
        boolean passed = verdict == Verdict.HOLDS || verdict == Verdict.NOT_EXERCISED;
        return passed ? ExitCode.HOLDS : ExitCode.HARNESS_FAILURE;
    }

    private Campaign.Settings settings() {
        Matcher span = SEEDS.matcher(seeds);
        if (!span.matches()) {
            throw new ArgumentException("--seeds is a span such as 1..300, or a number, not '" + seeds + "'");
        }
        long first = span.group(2) == null ? 1 : Long.parseLong(span.group(1));
        long last = Long.parseLong(span.group(2) == null ? span.group(1) : span.group(2));
        if (last < first || last - first >= MAX_SEEDS) {
            throw new ArgumentException("--seeds " + seeds + " is not a span of 1 to " + MAX_SEEDS + " seeds");
        }
        if (warmUp < 0 || warmUp > MAX_SEEDS || jobs < 1 || selfCheckPercent < 0 || selfCheckPercent > PERCENT) {
            throw new ArgumentException(
                    "--warm-up is from 0 to " + MAX_SEEDS + ", --jobs at least 1, --self-check from 0 to 100");
        }
        return new Campaign.Settings(first, (int) (last - first + 1), jobs, selfCheckPercent, false, false);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private String delivery(Implementation named) {
        return asked != null ? asked : named.usualDelivery(ordering);
    }

    private static String transport(Implementation named) {
        return named.transports().getFirst();
    }

    /** As 'maat run' asks for it without further options. */
    private RunRequest request(Implementation named) {
        return RunRequest.usual(Deployments.SIMULATION, transport(named), ordering, Version.number())
                .withDelivery(delivery(named))
                .withDurationMillis(DURATION_MILLIS);
    }

    private void print(HuntMeasurement measured, Campaign.Settings settings, Implementation named) {
        Terminal terminal = surroundings.terminal();
        Totals totals = measured.totals();
        printSchedules(terminal, measured, settings, named);
        printShares(terminal, measured);
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%n%,.0f schedules/min/core: %.1f ms of processor time each, %.1f s judging and %.1f s simulating; %,d a minute by the clock%n",
                        measured.schedulesPerMinuteAndCore(),
                        measured.millisPerSchedule(),
                        measured.judgeSeconds(),
                        measured.workerSeconds(),
                        totals.schedulesPerMinute());
        if (!totals.violated().isEmpty()
                || !totals.unknown().isEmpty()
                || !totals.notDeterministic().isEmpty()) {
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "not passed, so run again and written: violated %s, unknown %s, not deterministic %s%n",
                            totals.violated(),
                            totals.unknown(),
                            totals.notDeterministic());
        }
        terminal.flush();
    }

    private void printSchedules(
            Terminal terminal, HuntMeasurement measured, Campaign.Settings settings, Implementation named) {
        Totals totals = measured.totals();
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "%s, %s order, %s delivery: %,d seeds from %d on, %d jobs, after %d seeds of warm-up%n",
                        named.name(),
                        ordering,
                        delivery(named),
                        totals.runs(),
                        settings.firstSeed(),
                        settings.jobs(),
                        warmUp);
        terminal.out()
                .printf(
                        Locale.ROOT,
                        "a schedule on average: %.1f s of virtual time, %.1f view changes, %,.0f events, %.1f faults with an effect; %d of the seeds run twice%n%n",
                        measured.perSchedule(totals.virtualNanos()) / NANOS_PER_SECOND,
                        measured.perSchedule(totals.counts().viewChanges()),
                        measured.perSchedule(totals.events()),
                        measured.perSchedule(totals.counts().bites()),
                        totals.checked());
    }

    private static void printShares(Terminal terminal, HuntMeasurement measured) {
        Table table = new Table(terminal).left("part").right("share").right("ms a schedule");
        for (Part part : Part.values()) {
            double share = measured.shares().getOrDefault(part, 0.0);
            table.row(
                    part.words(),
                    String.format(Locale.ROOT, "%.0f %%", share * PERCENT),
                    String.format(Locale.ROOT, "%.2f", share * measured.millisPerSchedule()));
        }
        table.print(terminal.out());
    }
}
