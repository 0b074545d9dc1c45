package dev.maat.engine.cli.run;

import dev.maat.engine.RunRequest;
import dev.maat.engine.cli.terminal.DurationOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is run. Boxed options are null unless given: a scenario file or the implementation then decides. */
final class RunOptions {
    static final String DEFAULT_IMPLEMENTATION = "reference";
    static final String DEFAULT_DEPLOYMENT = "simulation";
    static final int DEFAULT_NODES = 5;
    static final long DEFAULT_DURATION_MILLIS = 30_000;
    static final int DEFAULT_RATE = 50;

    @Option(
            names = "--implementation",
            paramLabel = "NAME",
            description =
                    "What is put under test; 'maat list' shows what there is. Default: " + DEFAULT_IMPLEMENTATION + ".")
    @Nullable
    String implementation;

    @Option(
            names = "--deployment",
            paramLabel = "D",
            description = "simulation: virtual time, a seed replays to the byte. containers: real sockets, a container"
                    + " engine. Default: " + DEFAULT_DEPLOYMENT + ".")
    @Nullable
    String deployment;

    @Option(
            names = "--transport",
            paramLabel = "T",
            description = "udp (unicast fan-out), multicast (IP multicast) or tcp. Default: the first that is offered.")
    @Nullable
    String transport;

    @Option(
            names = "--ordering",
            paramLabel = "O",
            description = "fifo or total: which of its claims is judged. Default: total where it is offered.")
    @Nullable
    String ordering;

    @Option(
            names = "--delivery",
            paramLabel = "D",
            description =
                    "plain or uniform: with the ordering, which of its claims is judged. uniform holds a message back"
                            + " until no view change can lose it. Default: plain.")
    @Nullable
    String delivery;

    @Option(names = "--nodes", paramLabel = "N", description = "How many nodes. Default: " + DEFAULT_NODES + ".")
    @Nullable
    Integer nodes;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What everything is drawn from. Default: drawn and printed.")
    @Nullable
    Long seed;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "This many runs, of consecutive seeds; one line each, totals at the end. Default: ${DEFAULT-VALUE}.")
    int runs;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            description =
                    "swarm: kinds, times and places drawn. none. Or kinds that all occur: partition, one-way-cut, loss,"
                            + " latency, duplicate, reorder, kill, crash-point, restart, crash (the last three), pause, reset, join,"
                            + " leave. Default: " + RunRequest.SWARM + ".")
    @Nullable
    String faults;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "How long the faults go on, as 500ms, 30s, 2m; virtual in simulation. Default: 30s.")
    @Nullable
    Long durationMillis;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages a second, of the whole group. Default: " + DEFAULT_RATE + ".")
    @Nullable
    Integer messagesPerSecond;

    @Option(
            names = "--scenario",
            paramLabel = "FILE",
            description =
                    "Run what this file says. It decides everything but --seed and --runs; another --implementation,"
                            + " --deployment or --transport may run the same.")
    @Nullable
    Path scenario;

    @Option(
            names = "--self-check",
            paramLabel = "PERCENT",
            defaultValue = "2",
            description = "With --runs in simulation: of the seeds, run twice to compare. Default: ${DEFAULT-VALUE}.")
    int selfCheckPercent;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "With --runs in simulation: runs at the same time. Default: the number of cores.")
    @Nullable
    Integer jobs;

    @Option(
            names = "--stop-at-violation",
            description =
                    "Judge while it runs, and end the run, and with --runs the campaign, once something that is claimed"
                            + " is violated. Liveness is judged at the end of a run only.")
    boolean stopAtViolation;

    @Option(names = "--keep", description = "With --runs: keep the folders of seeds that passed as well.")
    boolean keep;

    int jobs() {
        return jobs != null ? jobs : Runtime.getRuntime().availableProcessors();
    }
}
