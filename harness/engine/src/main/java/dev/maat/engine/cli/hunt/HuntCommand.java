package dev.maat.engine.cli.hunt;

import dev.maat.engine.Deployments;
import dev.maat.engine.cli.shell.Interruption;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.hunt.Hunt;
import dev.maat.engine.hunt.HuntFolder;
import dev.maat.engine.hunt.HuntJson;
import dev.maat.engine.hunt.HuntMerge;
import dev.maat.engine.hunt.HuntPage;
import dev.maat.engine.hunt.HuntState;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.ExitCode;
import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.ShellWord;
import dev.maat.faults.Capabilities;
import dev.maat.faults.FaultKind;
import dev.maat.node.implementation.LoadedImplementation;
import dev.maat.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code maat hunt}. */
@Command(
        name = "hunt",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Hunts an implementation through many seeds and configurations.",
            "Seeds that fail alike are one finding, shown once with its first seed. A third of the seeds aim a",
            "fault at a pair of fault and phase that no seed has come to."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat hunt --seeds 1..10000                          orders and deliveries take turns, 64 seeds each",
            "  maat hunt --time 8h --out night",
            "  maat hunt --time 8h --out night     goes on the next night",
            "  maat hunt --implementation zoo:hasty-flush --seeds 1..200         exit code 1",
            "  maat hunt --seeds 1..100000 --shard 3/16 --out shard-3            on one machine of 16",
            "  maat hunt --zoo --jobs 4                                          the kill matrix of the planted defects",
            "  maat hunt --merge shard-1 shard-2 shard-3 --out all               those that came so far",
            "",
            "DIR holds hunt.json (state and results), hunt.html (findings, coverage and its holes), and the run",
            "directories of a few seeds of each finding. The state is written after each 64 seeds, so a hunt that",
            "is interrupted or killed goes on by the same command with the same --out. steering.jsonl says which",
            "seeds aimed at what; a kept seed replays alone by its scenario.json.",
            "",
            "Exit codes: 0 holds or not exercised, 1 violated, 2 unknown, not deterministic, or shards missing,",
            "  254 bad arguments or input, 255 the harness failed, 130 interrupted.",
        })
public final class HuntCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private static final Set<String> OF_ZOO =
            Set.of("--zoo", "--implementation", "--seeds", "--jobs", "--nodes", "--duration", "--out", "--json");
    private static final Set<String> OF_MERGE = Set.of("--merge", "--out", "--json");

    private final Surroundings surroundings;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin
    private final HuntOptions options = new HuntOptions();

    @Option(
            names = "--zoo",
            description =
                    "Hunt the planted defects instead: each until the property that its manifest names is violated, by seeds"
                            + " (default: 1..300) and the standard battery. Exit code 0 only if every defect is killed,"
                            + " but for those that a manifest says are masked.")
    private boolean zoo;

    @Option(
            names = "--merge",
            paramLabel = "DIR",
            arity = "1..*",
            description = "Add up the results of shards, in any order; those that are missing are named.")
    private List<Path> merged = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "The folder for the results, or of the hunt to go on with. Default: runs/TIME-hunt.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print hunt.json at the end; progress goes to standard error.")
    private boolean json;

    public HuntCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = out != null ? out : Path.of("runs", TIME.format(LocalDateTime.now()) + "-hunt");
        if (!merged.isEmpty()) {
            requireOnly(OF_MERGE, "--merge", "it adds up what shards have found, whatever they were asked for");
            return merge(folder);
        }
        if (zoo) {
            requireOnly(OF_ZOO, "--zoo", "each defect's manifest and the hunt of defects decide it");
            PlannedHunt.requireNumbers(options);
            return zoo(folder);
        }
        PlannedHunt planned = PlannedHunt.of(options, surroundings.findImplementations());
        try (LoadedImplementation loaded = planned.implementation().load();
                Interruption interruption = Interruption.install()) {
            Deployment deployment = Deployments.of(options.deployment, loaded);
            int code;
            try (FolderLock lock = HuntFolder.lock(folder)) {
                code = hunt(planned, deployment, folder);
            }
            surroundings.terminal().flush();
            return interruption.happened() ? ExitCode.INTERRUPTED : code;
        }
    }

    /** An option without effect is a mistake of the user, who would take the result for another one. */
    private void requireOnly(Set<String> taken, String with, String why) {
        for (var option : spec.commandLine().getParseResult().matchedOptions()) {
            if (!taken.contains(option.longestName())) {
                throw new ArgumentException(option.longestName() + " has no effect with " + with + ": " + why
                        + "; leave it out. " + with + " takes "
                        + taken.stream()
                                .filter(each -> !each.equals(with))
                                .sorted()
                                .collect(Collectors.joining(", ")));
            }
        }
    }

    private int zoo(Path path) throws IOException {
        ZooCommand command = new ZooCommand(surroundings, options);
        try (Interruption interruption = Interruption.install()) {
            int code;
            try (FolderLock lock = HuntFolder.lock(path)) {
                code = command.run(HuntFolder.open(path), json);
            }
            surroundings.terminal().flush();
            return interruption.happened() ? ExitCode.INTERRUPTED : code;
        }
    }

    private int hunt(PlannedHunt planned, Deployment deployment, Path path) throws IOException {
        Capabilities capabilities = deployment.capabilities(planned.plan().transport());
        Set<FaultKind> kinds = planned.kinds(capabilities);
        // The first scenario is drawn before anything is written, because most mistakes in the options show there.
        Scenario first = planned.scenarios(planned.plan().configurations().getFirst(), capabilities)
                .apply(planned.plan().firstSeed());
        capabilities.require(first.plan().kinds());
        HuntFolder folder = HuntFolder.open(path);
        HuntState state = Hunt.stateIn(folder, planned.plan());
        String command = planned.command(seeds()) + time() + " --out " + ShellWord.quote(path.toString());
        int jobs = Deployments.isDeterministic(options.deployment) ? options.jobs() : 1;
        Hunt hunt = new Hunt(
                state,
                folder,
                configuration -> planned.scenarios(configuration, capabilities),
                deployment,
                kinds,
                jobs);
        try (HuntPrinter printer = new HuntPrinter(surroundings.terminal(), json, System::nanoTime)) {
            printer.begin(state, folder);
            long began = System.nanoTime();
            Long limit = options.timeMillis;
            Hunt.End end =
                    hunt.run(printer, () -> limit != null && (System.nanoTime() - began) / NANOS_PER_MILLI >= limit);
            // The results are written even after an interrupt.
            Thread.interrupted();
            HuntPage.write(state, kinds, command, folder.page());
            if (json) {
                HuntJson.write(state, surroundings.terminal().json());
            } else {
                printer.end(state, folder, end, command);
            }
        }
        return state.exitCode();
    }

    private @Nullable String seeds() {
        SeedRange seeds = options.seeds;
        if (seeds == null) {
            return null;
        }
        return seeds.first() + ".." + (seeds.last() == Long.MAX_VALUE ? "" : seeds.last());
    }

    private String time() {
        return options.timeMillis == null ? "" : " --time " + options.timeMillis + "ms";
    }

    private int merge(Path path) throws IOException {
        if (out == null) {
            throw new ArgumentException("--merge needs --out, the folder for the sum of the shards");
        }
        try (FolderLock lock = HuntFolder.lock(path)) {
            HuntFolder folder = HuntFolder.open(path);
            HuntState earlier = HuntFolder.read(path);
            if (earlier != null && !earlier.isMerged()) {
                throw new ArgumentException(
                        path + " holds a hunt, which a sum would replace; name another folder with --out");
            }
            HuntState state = HuntMerge.merge(merged, path);
            folder.write(state);
            String command = "./maat hunt --merge "
                    + merged.stream()
                            .map(each -> ShellWord.quote(each.toString()))
                            .collect(Collectors.joining(" "))
                    + " --out " + ShellWord.quote(path.toString());
            HuntPage.write(state, state.total().coverage().kinds(), command, folder.page());
            try (HuntPrinter printer = new HuntPrinter(surroundings.terminal(), json, System::nanoTime)) {
                if (json) {
                    HuntJson.write(state, surroundings.terminal().json());
                } else {
                    printer.end(state, folder, null, command);
                }
            }
            return state.exitCode();
        }
    }
}
