package dev.maat.engine.bench.hunt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The processor time, user and system, of this JVM and of its workers. Where the system shows its threads ({@code /proc} of Linux), the
 * time of the flight recorder is left out and that of the compilers and collectors is told apart. Thread-safe.
 */
final class ProcessorTime {
    private static final List<String> OF_JVM = List.of("C1 Compiler", "C2 Compiler", "GC Thread", "G1 ", "VM ");
    private static final String OF_RECORDER = "JFR ";
    private static final double TICKS_PER_SECOND = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    /** The fields of {@code /proc/PID/stat} behind the name: those of the time in user mode and, next to it, in the kernel. */
    private static final int USER_FIELD = 11;

    /** By process: a worker may end before it is looked at for the last time. */
    private final Map<Long, Taken> latest = new ConcurrentHashMap<>();

    /**
     * Processor time so far, in seconds.
     *
     * @param judge of this JVM
     * @param judgeJvm the part of it that compilers, collectors and other threads of the virtual machine took; 0 where the system does
     *     not show threads
     * @param worker of the workers
     * @param workerJvm as {@code judgeJvm}
     */
    record Taken(double judge, double judgeJvm, double worker, double workerJvm) {
        double seconds() {
            return judge + worker;
        }

        Taken plus(Taken more) {
            return new Taken(
                    judge + more.judge, judgeJvm + more.judgeJvm, worker + more.worker, workerJvm + more.workerJvm);
        }

        Taken minus(Taken less) {
            return new Taken(
                    judge - less.judge, judgeJvm - less.judgeJvm, worker - less.worker, workerJvm - less.workerJvm);
        }
    }

    /** Looks at every process, and adds up what each has taken. */
    Taken look() {
        latest.put(ProcessHandle.current().pid(), of(ProcessHandle.current(), true));
        try (Stream<ProcessHandle> workers = ProcessHandle.current().children()) {
            workers.filter(ProcessHandle::isAlive).forEach(worker -> latest.put(worker.pid(), of(worker, false)));
        }
        return latest.values().stream().reduce(new Taken(0, 0, 0, 0), Taken::plus);
    }

    private static Taken of(ProcessHandle process, boolean isJudge) {
        double total = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / NANOS_PER_SECOND;
        double ofJvm = 0;
        double ofRecorder = 0;
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        for (Path thread : list(threads)) {
            String name = read(thread.resolve("comm"));
            if (name.startsWith(OF_RECORDER)) {
                ofRecorder += seconds(thread);
            } else if (OF_JVM.stream().anyMatch(name::startsWith)) {
                ofJvm += seconds(thread);
            }
        }
        double rest = total - ofRecorder;
        return isJudge ? new Taken(rest, ofJvm, 0, 0) : new Taken(0, 0, rest, ofJvm);
    }

    private static double seconds(Path thread) {
        String stat = read(thread.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        return fields.length <= USER_FIELD + 1
                ? 0
                : (Long.parseLong(fields[USER_FIELD]) + Long.parseLong(fields[USER_FIELD + 1])) / TICKS_PER_SECOND;
    }

    /** Nothing where the system has no such folder. */
    private static List<Path> list(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        } catch (IOException | UncheckedIOException none) {
            return List.of();
        }
    }

    /** Nothing of a thread that has ended meanwhile. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return "";
        }
    }
}
