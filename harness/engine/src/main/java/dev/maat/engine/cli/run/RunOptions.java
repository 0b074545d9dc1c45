package dev.maat.engine.cli.run;

import dev.maat.engine.PayloadSizes;
import dev.maat.engine.RunRequest;
import dev.maat.engine.cli.shell.DurationOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is run. A boxed option is null unless it is given: then a scenario file or the implementation decides. */
final class RunOptions {
    static final String DEFAULT_IMPLEMENTATION = "reference";
    static final String DEFAULT_DEPLOYMENT = "simulation";
    static final long DEFAULT_DURATION_MILLIS = RunRequest.USUAL_DURATION_MILLIS;

    @Option(
            names = "--implementation",
            paramLabel = "NAME",
            description = "The implementation under test; 'maat list' shows them all. Default: "
                    + DEFAULT_IMPLEMENTATION + ".")
    @Nullable
    String implementation;

    @Option(
            names = "--deployment",
            paramLabel = "D",
            description =
                    "simulation: virtual time; a seed replays byte for byte. processes: real sockets, on this machine"
                            + " alone. containers: real networks; needs a container engine. Default: "
                            + DEFAULT_DEPLOYMENT
                            + "; of a program in another language the first that it offers.")
    @Nullable
    String deployment;

    @Option(
            names = "--transport",
            paramLabel = "T",
            description =
                    "udp (unicast to each member), multicast (IP multicast) or tcp. Default: the first that the implementation offers.")
    @Nullable
    String transport;

    @Option(
            names = "--ordering",
            paramLabel = "O",
            description =
                    "fifo, causal, total or agreed, as the implementation offers: which of its claims is judged. agreed is a"
                            + " total order without a sequencer. Default: total where it is offered.")
    @Nullable
    String ordering;

    @Option(
            names = "--delivery",
            paramLabel = "D",
            description =
                    "plain or uniform: with the ordering, which of its claims is judged. uniform holds a message back"
                            + " until no view change can lose it. Default: plain where it is offered, else the first that is.")
    @Nullable
    String delivery;

    @Option(
            names = "--reliability",
            paramLabel = "R",
            description =
                    "How lost messages are repaired: nack (receivers ask), ack (receivers acknowledge to the sender) or tree"
                            + " (they acknowledge to coordinators). Default: the first that the implementation offers; with a"
                            + " swarm in simulation drawn, unless --fan-out is given.")
    @Nullable
    String reliability;

    @Option(
            names = "--fan-out",
            paramLabel = "N",
            description = "With --reliability tree: how many members acknowledge to each coordinator. Default: the"
                    + " implementation's own.")
    @Nullable
    Integer fanOut;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "The number of nodes. Default: " + RunRequest.USUAL_NODES
                    + "; with a swarm in simulation drawn, from 3 to 9.")
    @Nullable
    Integer nodes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "The seed of all random choices. Default: drawn and printed.")
    @Nullable
    Long seed;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "The number of runs, with consecutive seeds: a line for each, totals at the end. Default: ${DEFAULT-VALUE}.")
    int runs;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            description =
                    "swarm: kinds, places, and times or moments of the protocol are drawn. none: no faults. Or a list of kinds, each of which occurs: partition,"
                            + " one-way-cut, loss,"
                            + " latency, duplicate, reorder, kill, crash-point, restart, crash (the last three), pause, reset, join,"
                            + " leave, burst-loss, corrupt (drawn only for an implementation that claims to survive it), replay, clock-jump."
                            + " Default: " + RunRequest.SWARM + ".")
    @Nullable
    String faults;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description =
                    "How long faults are injected, as 500ms, 30s or 2m; virtual time in simulation. Default: 30s.")
    @Nullable
    Long durationMillis;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages per second, of the whole group. Default: " + RunRequest.USUAL_RATE
                    + "; with a swarm in simulation drawn, up to 150.")
    @Nullable
    Integer messagesPerSecond;

    @Option(
            names = "--payload",
            paramLabel = "BYTES",
            converter = PayloadOption.class,
            description =
                    "The size of a message, as 2048, or a range to draw from, as 32-4096. Default: 32-4096; with a swarm in simulation drawn, up to that.")
    @Nullable
    PayloadSizes payload;

    @Option(
            names = "--state",
            paramLabel = "BYTES",
            description =
                    "The size of the application's state, which processes that join load; 0: it fits a packet. Default: 0; with a"
                            + " swarm in simulation drawn, up to 200000, for an implementation that claims to take long states.")
    @Nullable
    Integer stateBytes;

    @Option(
            names = "--fault-length",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "How long each fault lasts that lasts at all, as 500ms or 10s. Default: drawn.")
    @Nullable
    Long faultMillis;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description =
                    "How long a run may take before it ends by time-out, as 90s or 5m; virtual time in simulation. Default: the"
                            + " sum of all its budgets, which is printed.")
    @Nullable
    Long limitMillis;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description =
                    "Run the scenario in this file. It decides everything except --seed and --runs; --implementation,"
                            + " --deployment and --transport may replace what it says.")
    @Nullable
    Path scenario;

    @Option(
            names = "--battery",
            description =
                    "Run the standard battery: named scenarios, each with the situation that it must come to; a run that does"
                            + " not come to it is inconclusive. --runs is then the number of seeds of each, --seed the first"
                            + " of them (default: 1). 'maat list --battery' shows the cases.")
    boolean battery;

    @Option(
            names = "--case",
            paramLabel = "NAME",
            description = "With --battery: run this case alone; may be given again.")
    List<String> cases = new ArrayList<>();

    @Option(
            names = "--self-check",
            paramLabel = "PERCENT",
            defaultValue = "2",
            description =
                    "With --runs in simulation: the share of seeds that are run twice and compared. Default: ${DEFAULT-VALUE}.")
    int selfCheckPercent;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description =
                    "With --runs in simulation: the number of runs at the same time. Default: the number of cores.")
    @Nullable
    Integer jobs;

    @Option(
            names = "--stop-at-violation",
            description =
                    "Judge during the run, and end it at the first violation of a claimed property; with --runs the campaign"
                            + " ends as well. Liveness is judged only at the end of a run.")
    boolean stopAtViolation;

    @Option(names = "--keep", description = "With --runs: keep the folders of seeds that passed as well.")
    boolean keep;

    int jobs() {
        return jobs != null ? jobs : Runtime.getRuntime().availableProcessors();
    }
}
