package dev.maat.engine.cli.bench;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.synthetic.Shape;
import dev.maat.engine.bench.CheckersBench;
import dev.maat.engine.bench.Measurement;
import dev.maat.engine.bench.ShapeComparison;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maat bench checkers}. */
@Command(
        name = "checkers",
        mixinStandardHelpOptions = true,
        description = {
            "Reads and judges histories of growing size, and prints events per second, heap and slope.",
            "The histories are synthetic: a group whose members crash and come back in turn.",
            "Then compares all shapes at the first size, with few incarnations and with many."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat bench checkers                                   1 and 10 million events, 5 nodes, 10 views,",
            "                                                        and each shape with 1 million",
            "  MAAT_JVM=-Xmx8g maat bench checkers --events 1M,10M,100M",
            "  maat bench checkers --events 10M --nodes 50 --views 10000",
            "  maat bench checkers --shape causal --property causal  the cost of one property",
            "",
            "Columns:",
            "  read      from a JSON Lines file to a loaded history, in million events per second",
            "  judge     all properties together, in million events per second",
            "  both      reading and then judging, in million events per second",
            "  cpu       CPU time of all threads for one event, reading + judging; other work on the machine",
            "            disturbs this figure least",
            "  history   heap that one loaded event takes",
            "  peak      most heap in use, garbage included",
            "  slope     cost of judging one event, divided by the cost at the first size: 1.00 is linear",
            "  x ordered CPU time of judging one event, divided by that in the ordered shape of as many nodes and",
            "            views",
            "",
            "The best of the repetitions counts. A million events are a file of about 90 MB, kept in --folder",
            "while it is measured. MAAT_JVM sets the heap; the default is a quarter of the memory.",
            "",
            "Exit codes: 0 measured, 254 bad arguments, 255 a history that must hold did not.",
        })
public final class BenchCheckersCommand implements Callable<Integer> {
    private static final int MAX_PARTS_SHOWN = 12;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    private final Surroundings surroundings;

    @Option(
            names = "--events",
            split = ",",
            paramLabel = "N",
            description = "Sizes in events, smallest first, such as 250k,1M,10M. Default: ${DEFAULT-VALUE}.",
            defaultValue = "1M,10M")
    private List<String> sizes = List.of();

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "Nodes of the group, at least 3. Default: ${DEFAULT-VALUE}.",
            defaultValue = "5")
    private int nodes;

    @Option(
            names = "--views",
            paramLabel = "N",
            description = "Views of the group, at least 1. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10")
    private int views;

    @Option(
            names = "--shape",
            paramLabel = "S",
            description =
                    "Measure this shape alone. ordered: one order for all members, with places. causal: each member has its own"
                            + " order. safe: one order, with safe indications. overlapping: one order, and a member has two sends"
                            + " under way at a time. Default: ordered at each size, then all shapes at the first size, with few"
                            + " incarnations and with ten times the nodes and a hundred times the views.")
    private @Nullable Shape shape;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description = "Repetitions, of which the best counts. Default: ${DEFAULT-VALUE}.",
            defaultValue = "3")
    private int repetitions;

    @Option(
            names = "--property",
            paramLabel = "ID",
            description = "Show the cost of this property alone, at each size.")
    private @Nullable String property;

    @Option(names = "--folder", paramLabel = "DIR", description = "The folder for the files. Default: a temporary one.")
    private @Nullable Path folder;

    public BenchCheckersCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        List<Long> events = new ArrayList<>();
        for (String size : sizes) {
            events.add(count(size));
        }
        if (nodes < 3 || views < 1 || repetitions < 1) {
            throw new ArgumentException("--nodes is at least 3, --views and --repeat at least 1");
        }
        if (property != null && PropertyId.named(property) == null) {
            throw new ArgumentException("there is no property '" + property
                    + "'; 'maat bench checkers' without --property lists the most expensive ones");
        }
        Path where = folder == null ? Files.createTempDirectory("maat-bench") : Files.createDirectories(folder);
        try {
            List<Measurement> measured = measure(where, events);
            print(measured);
            List<ShapeComparison.Row> rows = shape == null
                    ? ShapeComparison.measure(where, measured.get(0).events(), nodes, views, repetitions)
                    : List.of();
            print(rows, surroundings.terminal().out());
            return Stream.concat(measured.stream(), rows.stream().map(ShapeComparison.Row::measurement))
                            .anyMatch(one -> one.verdict() != Verdict.HOLDS)
                    ? ExitCode.HARNESS_FAILURE
                    : ExitCode.HOLDS;
        } finally {
            if (folder == null) {
                Files.deleteIfExists(where);
            }
        }
    }

    private List<Measurement> measure(Path where, List<Long> events) throws IOException {
        CheckersBench bench = new CheckersBench(where, nodes, views, shape(), repetitions);
        bench.warmUp();
        List<Measurement> measured = new ArrayList<>();
        for (long size : events) {
            measured.add(bench.measure(size));
        }
        return measured;
    }

    private Shape shape() {
        return shape == null ? Shape.ORDERED : shape;
    }

    /** Reads a number with an optional unit, k or M. */
    static long count(String text) {
        String digits = text.strip();
        long unit = 1;
        if (digits.endsWith("k") || digits.endsWith("M")) {
            unit = digits.endsWith("k") ? 1_000 : 1_000_000;
            digits = digits.substring(0, digits.length() - 1);
        }
        if (!digits.matches("[1-9][0-9]{0,9}")) {
            throw new ArgumentException("'" + text + "' is not a number of events; write 250k, 1M or 1000000");
        }
        return Long.parseLong(digits) * unit;
    }

    private void print(List<Measurement> measured) {
        PrintWriter out = surroundings.terminal().out();
        out.printf(
                Locale.ROOT,
                "%s, %d nodes, %d views; %d processors, heap of at most %.1f GB%n%n",
                shape().word(),
                nodes,
                views,
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() / BYTES_PER_MEGABYTE / 1024);
        Table table = new Table(surroundings.terminal())
                .right("events")
                .right("file MB")
                .right("read M/s")
                .right("judge M/s")
                .right("both M/s")
                .right("cpu ns/event")
                .right("history B/event")
                .right("peak MB")
                .right("slope")
                .left("verdict");
        for (Measurement one : measured) {
            table.row(
                    one.events(),
                    Math.round(one.fileBytes() / BYTES_PER_MEGABYTE),
                    rate(one.events(), one.readNanos()),
                    rate(one.events(), one.judgeNanos()),
                    rate(one.events(), one.endToEndNanos()),
                    Math.round((double) one.readCpuNanos() / one.events()) + " + "
                            + Math.round((double) one.judgeCpuNanos() / one.events()),
                    String.format(Locale.ROOT, "%.1f", (double) one.historyBytes() / one.events()),
                    Math.round(one.peakBytes() / BYTES_PER_MEGABYTE),
                    String.format(Locale.ROOT, "%.2f", perEvent(one) / perEvent(measured.get(0))),
                    one.verdict().word());
        }
        table.print(out);
        out.println();
        parts(measured).print(out);
    }

    private void print(List<ShapeComparison.Row> rows, PrintWriter out) {
        if (rows.isEmpty()) {
            return;
        }
        Table table = new Table(surroundings.terminal())
                .left("shape")
                .right("nodes")
                .right("views")
                .right("incarnations")
                .right("events")
                .right("judge M/s")
                .right("cpu ns/event")
                .right("x ordered")
                .left("verdict");
        for (ShapeComparison.Row row : rows) {
            Measurement one = row.measurement();
            table.row(
                    row.shape().word(),
                    row.nodes(),
                    row.views(),
                    row.incarnations(),
                    one.events(),
                    rate(one.events(), one.judgeNanos()),
                    Math.round((double) one.judgeCpuNanos() / one.events()),
                    String.format(Locale.ROOT, "%.2f", row.timesPlain()),
                    one.verdict().word());
        }
        out.println();
        table.print(out);
    }

    /** The cost of the parts of judging, the most expensive first, in milliseconds at each size. */
    private Table parts(List<Measurement> measured) {
        Map<String, Long> last = measured.get(measured.size() - 1).partNanos();
        Table table = new Table(surroundings.terminal()).left("part of judging");
        measured.forEach(one -> table.right(one.events() + ", ms"));
        table.right("share");
        double all = last.values().stream().mapToLong(Long::longValue).sum();
        last.entrySet().stream()
                .filter(part -> property == null || part.getKey().equals(property))
                .sorted(Comparator.comparing((Map.Entry<String, Long> part) -> -part.getValue()))
                .limit(MAX_PARTS_SHOWN)
                .forEach(part -> {
                    List<Object> cells = new ArrayList<>();
                    cells.add(part.getKey());
                    for (Measurement one : measured) {
                        long nanos = one.partNanos().getOrDefault(part.getKey(), 0L);
                        cells.add(String.format(Locale.ROOT, "%.1f", nanos / NANOS_PER_MILLI));
                    }
                    cells.add(String.format(Locale.ROOT, "%.0f %%", 100 * part.getValue() / all));
                    table.row(cells.toArray());
                });
        return table;
    }

    private static double perEvent(Measurement one) {
        return (double) one.judgeNanos() / one.events();
    }

    private static String rate(long events, long nanos) {
        return String.format(Locale.ROOT, "%.2f", events * 1_000.0 / nanos);
    }
}
