package dev.maat.engine.cli.study;

import dev.maat.contract.FeedbackStudy;
import dev.maat.contract.FeedbackStudy.Losses;
import dev.maat.engine.cli.shell.Interruption;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.terminal.TerminalProgress;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.ExitCode;
import dev.maat.engine.run.FolderLock;
import dev.maat.engine.run.ShellWord;
import dev.maat.engine.study.Study;
import dev.maat.engine.study.StudyDirectory;
import dev.maat.engine.study.StudyPlan;
import dev.maat.engine.study.StudyRow;
import dev.maat.node.implementation.LoadedImplementation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maat study feedback}. */
@Command(
        name = "feedback",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what each strategy of feedback costs the sender of a group, by the size of the group.",
            "The strategies are the classes that serve runs. Here they serve one sender and receivers that never",
            "change, on a simulated network of distances and losses."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat study feedback                                    10 to 10,000 receivers, 1 %% loss, 3 seeds",
            "  MAAT_JVM=-Xmx5g maat study feedback --receivers 10..100000 --seeds 1",
            "  maat study feedback --loss 0.1%%..10%% --receivers 1000  losses of 0.1 %%, 1 %% and 10 %%",
            "  maat study feedback --strategies nack,nack-unsuppressed --losses independent,shared",
            "",
            "What it shows: with 'ack' as many acknowledgements of a message reach the sender as there are",
            "receivers (implosion). With 'nack' the requests for a lost message stay few, however many",
            "receivers lost it (suppression); 'nack-unsuppressed' shows how many there would be. With 'tree'",
            "the sender hears no more receivers than the fan-out of the tree, 8.",
            "",
            "Columns, each a mean and, where seeds differ, a range:",
            "  feedback   packets of feedback that reach the sender, a message",
            "  requests   packets that ask for repair, a message that was lost on its way to any receiver",
            "  repairs    packets that repeat messages, a message; one to all receivers counts once",
            "  duplicates arrivals of a message at a receiver that had it, for each message and receiver",
            "  last ms    from the multicast of a message until its last receiver has it",
            "  bytes      of the feedback that reaches the sender, a message; the files have all bytes too",
            "",
            "Messages of 200 bytes are sent every 10 ms; a path takes 2 to 10 ms. Every packet may be lost,",
            "repairs and feedback too. Session packets, by which a sender tells its last message, are no",
            "feedback; nor are the heartbeats with which members of a 'nack' group learn what is stable.",
            "The same options give the same feedback.csv to the byte. FEEDBACK-STUDY.md in impl/reference has",
            "a measured table and says more of each figure.",
            "",
            "Exit codes: 0 measured, 254 bad arguments, 255 the harness failed, or some receivers did not get",
            "  all messages within a minute of virtual time, 130 interrupted (what is measured is written).",
        })
public final class StudyFeedbackCommand implements Callable<Integer> {
    private static final String REFERENCE = "reference";
    private static final int MIN_RECEIVERS = 2;
    private static final int MAX_RECEIVERS = 100_000;
    private static final double MAX_LOSS_PERCENT = 50;
    private static final double PERCENT = 100;
    private static final int MAX_MESSAGES = 10_000;
    private static final int MAX_SEEDS = 100;
    private static final int MAX_JOBS = 64;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Surroundings surroundings;

    @Option(
            names = "--receivers",
            split = ",",
            paramLabel = "N",
            defaultValue = "10..10000",
            description = "Receivers of a group, 2 to 100000: numbers, or a range that steps by factors of ten."
                    + " Default: ${DEFAULT-VALUE}.")
    private List<String> receivers = List.of();

    @Option(
            names = "--loss",
            split = ",",
            paramLabel = "P",
            defaultValue = "1%",
            description = "The share of packets that each path loses, 0%% to 50%%: as above. Default: 1%%.")
    private List<String> loss = List.of();

    @Option(
            names = "--losses",
            split = ",",
            paramLabel = "M",
            defaultValue = "independent",
            description =
                    "independent: each receiver loses packets by itself. shared: a third of the losses strikes all receivers at"
                            + " once, a third those behind one router, a third single ones. Default: ${DEFAULT-VALUE}.")
    private List<Losses> losses = List.of();

    @Option(
            names = "--strategies",
            split = ",",
            paramLabel = "S",
            description = "The strategies to compare, such as ack,nack,tree. Default: all that the implementation has.")
    private List<String> strategies = List.of();

    @Option(
            names = "--messages",
            paramLabel = "N",
            defaultValue = "100",
            description = "Messages that the sender multicasts, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int messages;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "How often each group is measured, each time with another seed, 1 to 100. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "The first seed. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--implementation",
            paramLabel = "NAME",
            defaultValue = REFERENCE,
            description = "The implementation whose strategies are measured. Default: ${DEFAULT-VALUE}.")
    private String implementation = "";

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "Measurements at the same time, 1 to 64. One of 100,000 receivers takes about 1 GB. Default: the number of cores.")
    private @Nullable Integer jobs;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "The folder for feedback.html and feedback.csv. Default: runs/TIME-feedback. A folder that holds other files"
                            + " is refused.")
    private @Nullable Path out;

    public StudyFeedbackCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Path target = out != null ? out : Path.of("runs", TIME.format(LocalDateTime.now()) + "-feedback");
        requireBound("--messages", messages, MAX_MESSAGES);
        requireBound("--seeds", seeds, MAX_SEEDS);
        int atATime = jobs != null ? jobs : Runtime.getRuntime().availableProcessors();
        requireBound("--jobs", atATime, MAX_JOBS);
        List<Integer> sizes = sizes();
        List<Double> shares = shares();
        try (LoadedImplementation loaded =
                        surroundings.findImplementations().find(implementation).load();
                Interruption interruption = Interruption.install();
                FolderLock lock = StudyDirectory.lock(target)) {
            FeedbackStudy study = loaded.feedbackStudy().orElseThrow(this::noStudy);
            StudyPlan plan = plan(sizes, shares, study.strategies());
            StudyDirectory directory = StudyDirectory.create(target);
            List<StudyRow> rows = measure(study, plan, atATime);
            directory.write(plan, rows, command());
            boolean stopped = interruption.happened();
            new StudyPrinter(surroundings.terminal()).print(plan, rows, stopped, directory);
            // A JVM that is shutting down does not wait for anything behind this block.
            surroundings.terminal().flush();
            if (stopped) {
                return ExitCode.INTERRUPTED;
            }
            return rows.stream().allMatch(StudyRow::complete) ? ExitCode.HOLDS : ExitCode.HARNESS_FAILURE;
        }
    }

    private List<StudyRow> measure(FeedbackStudy study, StudyPlan plan, int atATime) {
        try (TerminalProgress progress = new TerminalProgress(surroundings.terminal(), System::nanoTime)) {
            return new Study(study, plan, progress).run(atATime);
        }
    }

    private StudyPlan plan(List<Integer> sizes, List<Double> shares, List<String> offered) {
        for (String strategy : strategies) {
            if (!offered.contains(strategy)) {
                throw new ArgumentException("--strategies: " + implementation + " has no strategy '" + strategy
                        + "'; choose some of " + String.join(", ", offered));
            }
        }
        return new StudyPlan(
                strategies.isEmpty() ? offered : strategies.stream().distinct().toList(),
                sizes,
                shares,
                losses.stream().distinct().toList(),
                messages,
                seed,
                seeds);
    }

    private List<Integer> sizes() {
        List<Double> sizes = new Sizes("--receivers", "", MIN_RECEIVERS, MAX_RECEIVERS).read(receivers);
        if (sizes.stream().anyMatch(size -> size != Math.rint(size))) {
            throw new ArgumentException(
                    "--receivers: a group has a whole number of receivers; write it without a fraction");
        }
        return sizes.stream().map(Double::intValue).toList();
    }

    private List<Double> shares() {
        return new Sizes("--loss", "%", 0, MAX_LOSS_PERCENT)
                .read(loss).stream().map(percent -> percent / PERCENT).toList();
    }

    private ArgumentException noStudy() {
        return new ArgumentException(
                "--implementation: " + implementation
                        + " has no strategies of feedback to study; its provider would implement dev.maat.contract.FeedbackStudy");
    }

    private static void requireBound(String option, int given, int most) {
        if (given < 1 || given > most) {
            throw new ArgumentException(option + ": " + given + " is not within 1 to " + most);
        }
    }

    /** The command that makes the same figures. */
    private String command() {
        StringBuilder command = new StringBuilder("./maat study feedback --receivers " + words(receivers) + " --loss "
                + words(loss) + " --losses " + words(losses).toLowerCase(Locale.ROOT));
        if (!strategies.isEmpty()) {
            command.append(" --strategies ").append(words(strategies));
        }
        command.append(" --messages " + messages + " --seeds " + seeds + " --seed " + seed);
        if (!implementation.equals(REFERENCE)) {
            command.append(" --implementation ").append(ShellWord.quote(implementation));
        }
        return command.toString();
    }

    private static String words(List<?> values) {
        return ShellWord.quote(values.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}
