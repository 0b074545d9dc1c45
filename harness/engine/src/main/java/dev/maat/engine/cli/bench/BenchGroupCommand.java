package dev.maat.engine.cli.bench;

import dev.maat.engine.bench.group.BenchSettings;
import dev.maat.engine.bench.group.Cell;
import dev.maat.engine.bench.group.Contender;
import dev.maat.engine.bench.group.GroupBench;
import dev.maat.engine.cli.shell.DurationOption;
import dev.maat.engine.cli.shell.Interruption;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.terminal.TerminalProgress;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maat bench group}. */
@Command(
        name = "group",
        mixinStandardHelpOptions = true,
        description = {
            "Measures an implementation against another as groups of processes on this machine.",
            "Each trial is the life of one group: its members start, multicast as fast as flow control lets,",
            "then at a rate, and at last one of them gets a SIGKILL. The two implementations take turns trial by",
            "trial, so that other work on the machine hits both; the ratio of their medians is the result."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat bench group                                           about 25 minutes",
            "  maat bench group --members 3 --sizes 1000 --orderings fifo --repeat 1 --measure 3s",
            "  maat bench group --implementation reference,delivery=uniform --orderings total",
            "  maat bench group --csv speed.csv                           the medians and ranges for a spreadsheet",
            "",
            "Figures:",
            "  deliveries/s/member  in the flood, on average; a member delivers its own messages too",
            "  deliveries/cpu-s     of all members, for a second of processor time of all their threads; other work",
            "                       on the machine disturbs this figure least",
            "  latency              from just before the multicast to the delivery at each member, by the one monotonic",
            "                       clock of this machine, at --rate messages a second of each member",
            "  new view             from just before the SIGKILL to the view without that member at all others; the",
            "                       trials kill the members in turn, the first one of the group first",
            "  stray views          views that nothing called for: false suspicions under load",
            "",
            "Cells are medians, with the range of the trials behind. The ratio is of the first implementation's median",
            "to the second's: above 1 is better for deliveries, below 1 for times.",
            "Neither side writes a history. All traffic stays on the loopback interface. MAAT_IMPLEMENTATIONS",
            "names folders of further implementations.",
            "",
            "Exit codes: 0 measured, 130 interrupted, 254 bad arguments, 255 a group did not form or lost a member.",
        })
public final class BenchGroupCommand implements Callable<Integer> {
    /** Of fewer no majority is left when one is killed. */
    private static final int MIN_MEMBERS = 3;

    private static final int MAX_MEMBERS = 16;
    private static final int MIN_PAYLOAD_BYTES = 8;
    private static final int MAX_PAYLOAD_BYTES = 200_000;
    private static final int MAX_REPETITIONS = 100;
    private static final long MAX_MILLIS = 3_600_000;
    private static final int MAX_RATE = 100_000;
    private static final int MIN_PACKET_BYTES = 512;
    private static final int MAX_PACKET_BYTES = 65_000;

    private final Surroundings surroundings;

    @Option(
            names = "--implementation",
            paramLabel = "NAME[,OPTION=VALUE…]",
            description = "The implementation to measure. Default: ${DEFAULT-VALUE}.",
            defaultValue = "reference")
    private String implementation = "";

    @Option(
            names = "--against",
            paramLabel = "NAME[,OPTION=VALUE…]",
            description = "The implementation to compare with, or 'nothing'. Default: ${DEFAULT-VALUE}.",
            defaultValue = "jgroups,bundlerCapacity=262144,detection=sockets")
    private String against = "";

    @Option(
            names = "--members",
            split = ",",
            paramLabel = "N",
            description = "Sizes of groups, 3 to 16. Default: ${DEFAULT-VALUE}.",
            defaultValue = "3,5")
    private List<Integer> members = List.of();

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "BYTES",
            description = "Sizes of payloads. Default: ${DEFAULT-VALUE}.",
            defaultValue = "100,1000")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--orderings",
            split = ",",
            paramLabel = "ORDER",
            description = "Orderings. Default: ${DEFAULT-VALUE}.",
            defaultValue = "fifo,total")
    private List<String> orderings = List.of();

    @Option(
            names = "--transport",
            paramLabel = "T",
            description = "udp, multicast or tcp. Default: ${DEFAULT-VALUE}.",
            defaultValue = "multicast")
    private String transport = "";

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Trials of each implementation in each cell. Default: ${DEFAULT-VALUE}.",
            defaultValue = "3")
    private int repetitions;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description =
                    "How long a group is flooded before it is measured; after that it is flooded until the compilers of"
                            + " its JVMs are nearly idle, for 30 s more at most. Default: ${DEFAULT-VALUE}.",
            defaultValue = "6s")
    private long warmUpMillis;

    @Option(
            names = "--measure",
            paramLabel = "TIME",
            converter = DurationOption.class,
            description = "How long the flood, and then the latencies, are measured. Default: ${DEFAULT-VALUE}.",
            defaultValue = "5s")
    private long measureMillis;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Messages a second of each member while latencies are measured. Default: ${DEFAULT-VALUE}.",
            defaultValue = "500")
    private int perSecond;

    @Option(
            names = "--packet",
            paramLabel = "BYTES",
            description =
                    "The longest packet of a pure core. On loopback a datagram of 60,000 bytes is one packet; on a"
                            + " network, more than its MTU (1,500 on Ethernet) is sent in fragments, and the loss of one loses all."
                            + " Default: ${DEFAULT-VALUE}.",
            defaultValue = "60000")
    private int maxPacketBytes;

    @Option(
            names = "--buffer",
            paramLabel = "BYTES",
            description =
                    "How much a pure core may buffer; its send window is a part of it. Default: ${DEFAULT-VALUE}.",
            defaultValue = "8388608")
    private long maxBufferBytes;

    @Option(
            names = "--jvm",
            split = ",",
            paramLabel = "FLAG",
            description = "Flags of each member's JVM. Default: ${DEFAULT-VALUE}.",
            defaultValue = "-Xms256m,-Xmx256m,-XX:+UseSerialGC")
    private List<String> jvmFlags = List.of();

    @Option(names = "--csv", paramLabel = "FILE", description = "Also writes medians and ranges to this file.")
    private @Nullable Path csv;

    @Option(
            names = "--profile",
            paramLabel = "DIR",
            description = "Writes a flight recording of each member in the flood to this folder; 'jfr summary' and"
                    + " JDK Mission Control read it. The recording itself takes a few percent.")
    private @Nullable Path profiles;

    public BenchGroupCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        check();
        List<Contender> contenders =
                new Contenders(surroundings.findImplementations(), transport, orderings).of(implementation, against);
        if (profiles != null) {
            Files.createDirectories(profiles);
        }
        GroupTable table = new GroupTable(contenders);
        try (TerminalProgress progress = new TerminalProgress(surroundings.terminal(), System::nanoTime);
                Interruption interruption = Interruption.install()) {
            Path folder = Files.createTempDirectory("maat-bench-group");
            GroupBench bench = new GroupBench(
                    new BenchSettings(
                            transport,
                            maxPacketBytes,
                            maxBufferBytes,
                            warmUpMillis,
                            measureMillis,
                            perSecond,
                            jvmFlags,
                            profiles),
                    folder,
                    progress);
            try {
                for (Cell cell : cells()) {
                    table.add(cell, bench.measure(cell, contenders, repetitions));
                }
            } catch (InterruptedException e) {
                if (!interruption.happened()) {
                    throw new IllegalStateException("interrupted by nobody", e);
                }
            } finally {
                // The cells that were measured are shown, however the next one ended. The interruption closes last: a
                // JVM
                // that is shutting down does not wait for anything behind this block.
                progress.close();
                delete(folder);
                show(table);
            }
            return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.HOLDS;
        }
    }

    private void show(GroupTable table) throws IOException {
        table.print(surroundings.terminal());
        surroundings.terminal().flush();
        if (csv != null) {
            Files.writeString(csv, table.csv());
        }
    }

    private void check() {
        members.forEach(count -> within("--members", count, MIN_MEMBERS, MAX_MEMBERS));
        sizes.forEach(size -> within("--sizes", size, MIN_PAYLOAD_BYTES, MAX_PAYLOAD_BYTES));
        within("--repeat", repetitions, 1, MAX_REPETITIONS);
        within("--warm-up", warmUpMillis, 1, MAX_MILLIS);
        within("--measure", measureMillis, 1, MAX_MILLIS);
        within("--rate", perSecond, 1, MAX_RATE);
        within("--packet", maxPacketBytes, MIN_PACKET_BYTES, MAX_PACKET_BYTES);
        within("--buffer", maxBufferBytes, 1 << 20, 1 << 30);
    }

    private static void within(String option, long number, long least, long most) {
        if (number < least || number > most) {
            throw new ArgumentException(option + " is " + number + ", not within " + least + " to " + most);
        }
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String ordering : orderings) {
            for (int count : members) {
                for (int size : sizes) {
                    cells.add(new Cell(count, size, ordering));
                }
            }
        }
        return cells;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
