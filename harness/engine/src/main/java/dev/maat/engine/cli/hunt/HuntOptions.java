package dev.maat.engine.cli.hunt;

import dev.maat.engine.RunRequest;
import dev.maat.engine.cli.shell.DurationOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is hunted. */
final class HuntOptions {
    static final String ALL = "all";
    static final String REFERENCE = "reference";
    static final long USUAL_DURATION_MILLIS = RunRequest.USUAL_DURATION_MILLIS;

    @Option(
            names = "--implementation",
            paramLabel = "NAME",
            description = "The implementation under test; 'maat list' shows them all. Default: " + REFERENCE + ".")
    @Nullable
    String implementation;

    @Option(
            names = "--seeds",
            paramLabel = "A..B",
            converter = SeedRange.Converter.class,
            description = "The seeds. Default: 1..1000; with --time alone: 1.. without end.")
    @Nullable
    SeedRange seeds;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description =
                    "Begin no further 64 seeds after this time, as 10m or 8h. The same command goes on where it stopped.")
    @Nullable
    Long timeMillis;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "The number of runs at the same time; it changes no result. Default: the number of cores.")
    @Nullable
    Integer jobs;

    @Option(
            names = "--ordering",
            paramLabel = "O",
            split = ",",
            description =
                    "Orderings, separated by commas, or all, which take turns. Default: that of the planted defect, if the manifest names one; else all.")
    List<String> orderings = List.of();

    @Option(
            names = "--delivery",
            paramLabel = "D",
            split = ",",
            description =
                    "Deliveries, separated by commas, or all that an ordering offers. Default: that of the planted defect in its own ordering; else all.")
    List<String> deliveries = List.of();

    @Option(
            names = "--reliability",
            paramLabel = "R",
            split = ",",
            description =
                    "Ways to repair losses, separated by commas, or all. Default: drawn in simulation, else the implementation's own.")
    List<String> reliabilities = List.of();

    @Option(
            names = "--deployment",
            paramLabel = "D",
            description = "simulation, processes or containers. Default: simulation.")
    String deployment = "simulation";

    @Option(
            names = "--transport",
            paramLabel = "T",
            description = "udp, multicast or tcp. Default: the first that the implementation offers.")
    @Nullable
    String transport;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            description = "swarm, or a list of kinds, as for 'maat run'. Default: " + RunRequest.SWARM + ".")
    String faults = RunRequest.SWARM;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "How long faults are injected in each run, as 10s. Default: 30s.")
    long durationMillis = USUAL_DURATION_MILLIS;

    @Option(names = "--nodes", paramLabel = "N", description = "The number of nodes. Default: drawn, from 3 to 9.")
    @Nullable
    Integer nodes;

    @Option(
            names = "--no-steering",
            description = "Leave all plans as they are drawn, instead of aiming a third of them at holes.")
    boolean unsteered;

    @Option(
            names = "--self-check",
            paramLabel = "PERCENT",
            defaultValue = "2",
            description =
                    "In simulation: the share of seeds that are run twice and compared, beside the first of each 64. Default: ${DEFAULT-VALUE}.")
    int selfCheckPercent;

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Run only the I-th of N shards of the hunt, as 3/16. Each needs a folder of its own.")
    @Nullable
    String shard;

    int jobs() {
        return jobs != null ? jobs : Runtime.getRuntime().availableProcessors();
    }
}
