package dev.maat.engine.cli.certify;

import dev.maat.engine.PayloadSizes;
import dev.maat.engine.bundle.SigningKey;
import dev.maat.engine.certify.Certification;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.plan.CertificationRequest;
import dev.maat.engine.certify.plan.Level;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.plan.Planner;
import dev.maat.engine.certify.runs.CertificateDirectory;
import dev.maat.engine.certify.runs.ScenarioShrinker;
import dev.maat.engine.certify.runs.Settings;
import dev.maat.engine.certify.runs.TimedShrinker;
import dev.maat.engine.cli.shell.DurationOption;
import dev.maat.engine.cli.shell.Interruption;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.shell.Version;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.ExitCode;
import dev.maat.engine.run.FolderLock;
import dev.maat.node.implementation.LoadedImplementation;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code maat certify}. */
@Command(
        name = "certify",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Certifies that an implementation keeps a profile, or refuses with a minimal witness.",
            "A plan with every seed is written before the first run. The result is a certificate, its page",
            "and a bundle with all evidence, which 'maat verify' checks again."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat certify reference --profile uniform-atomic     level quick: a minute or two in simulation",
            "  maat certify reference --profile atomic --level standard",
            "                                                      every deployment that this machine can run",
            "  maat certify zoo:hasty-flush --profile atomic       refused: a planted defect",
            "  maat certify jgroups --profile virtually-synchronous --deployment containers",
            "                                                      more than it claims; judged by what you name",
            "  maat certify mine --profile atomic --seed 42        the same plan as another certification with 42",
            "  maat certify mine --profile atomic --sign key.pem   signed; key.pem is an Ed25519 key",
            "",
            "certified: no counted run violates the profile, every property of it was at risk in 30 cases from",
            "10 seeds in each deployment, and nothing was left out. refused: a property was violated; the",
            "witness proves it. inconclusive: neither, and the reasons say what is missing. A deployment that",
            "this machine cannot run is named in the certificate, which says nothing about it.",
            "",
            "Levels, as runs of each deployment and transport: quick 80 in simulation (12 elsewhere) of the first",
            "deployment alone; standard 400 (12); full 3,000 (100). A run in processes or containers takes half a",
            "minute or more. Beside this swarm each case of the battery that suits ('maat list --battery') is run",
            "once; standard 3 times (2), full 10 (5). A run that does not reach the situation of its case proves",
            "nothing of it: it is named and does not count.",
            "",
            "A refusal holds a smaller scenario too, if one is found in 30 s; standard 2 minutes, full 10.",
            "Where a seed cannot replay, the violated scenario is run up to 20 times more, for 5 minutes;",
            "standard 20, full 60. Each run has a time limit, so one whose group stands still ends too.",
            "",
            "Of simulated runs beyond the first 100 the bundle has the scenario and a digest in place of the",
            "history, because the seed replays it: 'maat verify --replay' does.",
            "",
            "Live runs may go on side by side (--live-jobs). One that proves nothing beside others is made again",
            "alone, once, and its record says so; a violated one never is.",
            "",
            "Ctrl-C writes what is known: inconclusive, or refused if a violation was seen before it. The same",
            "command with the same --out goes on where it stopped, killed or interrupted, with the finished runs",
            "as they are; another plan, or a finished run that was altered, is refused.",
            "",
            "Exit codes: 0 certified, 1 refused, 2 inconclusive, 254 bad arguments, 255 the harness failed,",
            "  130 interrupted.",
        })
public final class CertifyCommand implements Callable<Integer> {
    private static final long MAX_DRAWN_SEED = 1L << 52;
    private static final int MAX_RUNS = 100_000;
    private static final int MAX_BATTERY_RUNS = 1_000;
    private static final int MAX_JOBS = 64;
    private static final int MAX_LIVE_JOBS = 16;
    private static final int CORES_OF_A_LIVE_RUN = 2;
    /** What is left of the time after a Ctrl-C when runs do not end: the certificate is still to be written. */
    private static final long WRITE_SECONDS = 20;

    private static final Duration END_TIME = Duration.ofSeconds(Interruption.CLEAN_UP_SECONDS - WRITE_SECONDS);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final Surroundings surroundings;

    @Parameters(paramLabel = "NAME", description = "The implementation; 'maat list' shows them all.")
    private String name = "";

    @Option(
            names = "--profile",
            paramLabel = "P",
            required = true,
            description = "The profile by which it is judged, whatever it claims; the README has the list.")
    private String profile = "";

    @Option(
            names = "--level",
            paramLabel = "L",
            defaultValue = "quick",
            description = "quick, standard or full: how much evidence. Default: ${DEFAULT-VALUE}.")
    private Level level = Level.QUICK;

    @Option(
            names = "--ordering",
            paramLabel = "O",
            description = "The ordering. Default: the first whose claim covers the profile.")
    private @Nullable String ordering;

    @Option(
            names = "--delivery",
            paramLabel = "D",
            description = "plain or uniform. Default: the first whose claim covers the profile.")
    private @Nullable String delivery;

    @Option(
            names = "--deployment",
            paramLabel = "D",
            split = ",",
            description = "Only these: simulation, processes, containers. The certificate says nothing about others.")
    private List<String> deployments = List.of();

    @Option(names = "--transport", paramLabel = "T", split = ",", description = "Only these: udp, multicast, tcp.")
    private List<String> transports = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The master seed, from which all others follow. Default: drawn and printed, or that of the"
                    + " interrupted certification in --out.")
    private @Nullable Long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "The runs of the swarm in each deployment and transport. Fewer than the level asks make the"
                    + " level 'custom'.")
    private @Nullable Integer seeds;

    @Option(
            names = "--battery",
            paramLabel = "N",
            description = "The runs of each case of the battery that suits; 0: none. Default: as the level says.")
    private @Nullable Integer batteryRuns;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "How long faults are injected in each run of the swarm, as 10s. Default: as the level says.")
    private @Nullable Long durationMillis;

    @Option(
            names = "--payload",
            paramLabel = "BYTES",
            defaultValue = "",
            description =
                    "The size of a message in runs of the swarm, as 2048 or 32-4096, for an implementation that takes"
                            + " no other; the level is then 'custom'. Default: drawn.")
    private String payload = "";

    @Option(
            names = "--histories",
            paramLabel = "N",
            description =
                    "How many simulated runs of each transport leave their whole history in the bundle. Default: 100.")
    private @Nullable Integer keptSimulations;

    @Option(names = "--all", description = "Go on after a violation, to the end of the plan.")
    private boolean all;

    @Option(
            names = "--sign",
            paramLabel = "KEY.pem",
            description = "Sign the bundle with this Ed25519 key (openssl genpkey -algorithm ed25519 -out KEY.pem).")
    private @Nullable Path sign;

    @Option(names = "--jobs", paramLabel = "N", description = "Simulated runs at the same time. Default: the cores.")
    private @Nullable Integer jobs;

    @Option(
            names = "--live-jobs",
            paramLabel = "N",
            description = "Runs in processes or containers at the same time. Default: one for each two cores.")
    private @Nullable Integer liveJobs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "The folder for the results. Default: certificates/TIME-NAME. A folder that holds other files is"
                            + " refused; an interrupted certification there goes on.")
    private @Nullable Path out;

    public CertifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        requireBound("--seeds", seeds, MAX_RUNS);
        if (batteryRuns != null && batteryRuns != 0) {
            requireBound("--battery", batteryRuns, MAX_BATTERY_RUNS);
        }
        requireBound("--jobs", jobs, MAX_JOBS);
        requireBound("--live-jobs", liveJobs, MAX_LIVE_JOBS);
        requireBound("--histories", keptSimulations, MAX_RUNS);
        requireSizes(payload);
        SigningKey key = sign == null ? null : SigningKey.read(sign);
        Path target = out != null
                ? out
                : Path.of(
                        "certificates",
                        TIME.format(LocalDateTime.now()) + "-" + name.replaceAll("[^A-Za-z0-9.-]", "-"));
        CertificationRequest request = new CertificationRequest(
                profile,
                level,
                ordering,
                delivery,
                deployments,
                transports,
                seeds,
                durationMillis,
                "",
                payload,
                keptSimulations,
                batteryRuns,
                masterSeed(target),
                all,
                Version.number());
        try (LoadedImplementation loaded =
                        surroundings.findImplementations().find(name).load();
                Interruption interruption = Interruption.install()) {
            Planner planner = new Planner(request, loaded);
            Plan plan = planner.plan();
            // The first scenario is drawn before anything is written, because most mistakes in the options show there.
            plan.shares()
                    .forEach(share ->
                            planner.source(share).scenario(share.seeds().getFirst()));
            int code;
            try (FolderLock lock = CertificateDirectory.lock(target)) {
                code = certify(
                        plan,
                        planner,
                        CertificateDirectory.open(target, plan),
                        key,
                        new TimedShrinker(loaded, level.shrinkTime()));
            }
            // A JVM that is shutting down does not wait for anything behind this block.
            surroundings.terminal().flush();
            return interruption.happened() ? ExitCode.INTERRUPTED : code;
        }
    }

    private int certify(
            Plan plan,
            Planner planner,
            CertificateDirectory directory,
            @Nullable SigningKey key,
            ScenarioShrinker shrinker) {
        Settings settings = new Settings(
                jobs != null ? jobs : Runtime.getRuntime().availableProcessors(),
                liveJobs != null
                        ? liveJobs
                        : Math.max(1, Runtime.getRuntime().availableProcessors() / CORES_OF_A_LIVE_RUN),
                key,
                shrinker,
                level.furtherTime(),
                END_TIME,
                Clock.systemUTC());
        CertificatePrinter printer = new CertificatePrinter(surroundings.terminal());
        printer.begin(plan);
        printer.resumed(directory.finishedRuns());
        Certificate certificate;
        try (CertificationProgress progress = new CertificationProgress(surroundings.terminal())) {
            certificate = new Certification(plan, directory, settings, progress).run(planner);
        }
        printer.end(certificate, directory, key != null);
        return certificate.result().exitCode();
    }

    private long masterSeed(Path target) {
        if (seed != null) {
            return seed;
        }
        Long interrupted = CertificateDirectory.interruptedSeed(target);
        return interrupted != null ? interrupted : new SecureRandom().nextLong(MAX_DRAWN_SEED);
    }

    private static void requireSizes(String payload) {
        try {
            if (!payload.isEmpty()) {
                PayloadSizes.parse(payload);
            }
        } catch (IllegalArgumentException wrong) {
            throw new ArgumentException("--payload: " + wrong.getMessage(), wrong);
        }
    }

    private static void requireBound(String option, @Nullable Integer given, int most) {
        if (given != null && (given < 1 || given > most)) {
            throw new ArgumentException(option + ": " + given + " is not within 1 to " + most);
        }
    }
}
