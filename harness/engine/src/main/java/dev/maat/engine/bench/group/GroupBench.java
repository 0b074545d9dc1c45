package dev.maat.engine.bench.group;

import dev.maat.engine.run.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs trials: each contender in turn, cell by cell, several times over. */
public final class GroupBench {
    private static final long MAX_NEW_VIEW_MILLIS = 30_000;
    /** Long enough for what the flood left in queues and buffers to be gone before latencies are taken. */
    private static final long SETTLE_MILLIS = 500;

    private static final long LOOK_MILLIS = 1_000;
    private static final int MAX_LOOKS_AT_COMPILERS = 30;
    /** Of the time, in which a JVM that is warm compiles at most. */
    private static final double COMPILING_SHARE = 0.1;

    private static final long MAX_PROFILE_MILLIS = 60_000;

    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;

    private final BenchSettings settings;
    private final Path folder;
    private final Progress progress;

    /** @param folder takes what the members say on standard error */
    public GroupBench(BenchSettings settings, Path folder, Progress progress) {
        this.settings = settings;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * The trials of each contender in one cell.
     *
     * @throws dev.maat.engine.run.HarnessException if a member fails, or a group does not form or change its view
     * @throws InterruptedException on Ctrl-C; no process is left
     */
    public Map<Contender, List<Trial>> measure(Cell cell, List<Contender> contenders, int repetitions)
            throws IOException, InterruptedException {
        Map<Contender, List<Trial>> trials = new LinkedHashMap<>();
        contenders.forEach(contender -> trials.put(contender, new ArrayList<>()));
        for (int repetition = 0; repetition < repetitions; repetition++) {
            for (Map.Entry<Contender, List<Trial>> each : trials.entrySet()) {
                progress.stage(
                        cell + ": " + each.getKey().name() + ", trial " + (repetition + 1) + " of " + repetitions);
                each.getValue().add(trial(each.getKey(), cell, repetition));
            }
        }
        return trials;
    }

    private Trial trial(Contender contender, Cell cell, int repetition) throws IOException, InterruptedException {
        try (MemberGroup group = MemberGroup.start(contender, cell, settings, folder)) {
            List<Integer> marks =
                    group.members().stream().map(MemberProcess::mark).toList();
            group.tell("load " + cell.payloadBytes() + " 0");
            Thread.sleep(settings.warmUpMillis());
            awaitCompilers(group);
            if (settings.profiles() != null) {
                group.tell("profile");
            }
            List<String[]> before = group.ask("counts");
            Thread.sleep(settings.measureMillis());
            List<String[]> after = group.ask("counts");
            if (settings.profiles() != null) {
                takeProfiles(group, settings.profiles(), cell, contender.name() + "-" + (repetition + 1));
            }
            group.tell("idle");
            Thread.sleep(SETTLE_MILLIS);
            double[] latencies = latencies(group, cell);
            int strayViews = 0;
            for (int rank = 0; rank < cell.members(); rank++) {
                strayViews +=
                        group.members().get(rank).since(marks.get(rank), "view").size();
            }
            return new Trial(
                    perSecond(before, after),
                    perCpuSecond(before, after),
                    latencies[0],
                    latencies[1],
                    newViewMillis(group, repetition % cell.members()),
                    strayViews);
        }
    }

    /**
     * Waits until the members' JVMs compile hardly anything any more, but not for ever. The first seconds of a flood measure the compilers,
     * and the more so the busier the machine is.
     */
    private static void awaitCompilers(MemberGroup group) throws InterruptedException {
        List<String[]> before = group.ask("counts");
        for (int look = 0; look < MAX_LOOKS_AT_COMPILERS; look++) {
            Thread.sleep(LOOK_MILLIS);
            List<String[]> after = group.ask("counts");
            boolean quiet = true;
            for (int i = 0; i < after.size(); i++) {
                quiet &= growth(before.get(i), after.get(i), 5) < LOOK_MILLIS * COMPILING_SHARE;
            }
            if (quiet) {
                return;
            }
            before = after;
        }
    }

    private static void takeProfiles(MemberGroup group, Path folder, Cell cell, String trial)
            throws InterruptedException {
        String name = cell.ordering() + "-" + cell.members() + "-" + cell.payloadBytes() + "-" + trial;
        for (MemberProcess member : group.members()) {
            Path file = folder.resolve(name + "-" + member.node() + ".jfr").toAbsolutePath();
            member.ask("profiled " + file, "profiled", MAX_PROFILE_MILLIS);
        }
    }

    /** Deliveries a second of one member, on average. */
    private static double perSecond(List<String[]> before, List<String[]> after) {
        double sum = 0;
        for (int i = 0; i < before.size(); i++) {
            sum += growth(before.get(i), after.get(i), 3) * NANOS_PER_SECOND / growth(before.get(i), after.get(i), 1);
        }
        return sum / before.size();
    }

    private static double perCpuSecond(List<String[]> before, List<String[]> after) {
        double deliveries = 0;
        double cpuNanos = 0;
        for (int i = 0; i < before.size(); i++) {
            deliveries += growth(before.get(i), after.get(i), 3);
            cpuNanos += growth(before.get(i), after.get(i), 2);
        }
        return deliveries * NANOS_PER_SECOND / cpuNanos;
    }

    private static double growth(String[] before, String[] after, int word) {
        return (double) Long.parseLong(after[word]) - Long.parseLong(before[word]);
    }

    /** The median and the 99th percentile in microseconds: medians over the members. */
    private double[] latencies(MemberGroup group, Cell cell) throws InterruptedException {
        group.tell("load " + cell.payloadBytes() + " " + settings.perSecond());
        Thread.sleep(settings.warmUpMillis() / 2);
        group.tell("measure");
        Thread.sleep(settings.measureMillis());
        List<String[]> answers = group.ask("latencies");
        return new double[] {medianMicros(answers, 2), medianMicros(answers, 3)};
    }

    private static double medianMicros(List<String[]> answers, int word) {
        double[] sorted = answers.stream()
                .mapToDouble(answer -> Long.parseLong(answer[word]) / NANOS_PER_MICRO)
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    /** Kills a member under the paced load. */
    private static double newViewMillis(MemberGroup group, int victim) throws InterruptedException {
        List<MemberProcess> others = new ArrayList<>(group.members());
        MemberProcess killed = others.remove(victim);
        List<Integer> marks = others.stream().map(MemberProcess::mark).toList();
        long from = killed.kill();
        long last = from;
        for (int i = 0; i < others.size(); i++) {
            String[] view = others.get(i)
                    .await(
                            marks.get(i),
                            "view",
                            line -> MemberGroup.isViewOf(line, others.size()),
                            MAX_NEW_VIEW_MILLIS);
            last = Math.max(last, Long.parseLong(view[1]));
        }
        return (last - from) / NANOS_PER_MILLI;
    }
}
