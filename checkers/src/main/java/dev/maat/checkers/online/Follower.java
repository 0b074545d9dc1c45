package dev.maat.checkers.online;

import dev.maat.checkers.Profile;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.reading.HistoryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Feeds an {@link OnlineJudge} from a folder, or a file, that is being written: files appear and grow, and a last line is taken only
 * with its newline. It keeps no lines, only how far each file was read; lines that the judge needs again are read again.
 */
public final class Follower {
    private static final long PART_BYTES = 1 << 16;

    /** While few lines come, the next look waits this many times as long as the last look worked, so that looks take little of the time. */
    private static final long COSTS_BETWEEN_LOOKS = 9;

    private final Supplier<Path> place;
    private final Map<Path, GrowingFile> files = new LinkedHashMap<>();
    private final OnlineJudge judge;
    private final Consumer<PropertyResult> violation;
    private final LongSupplier clockNanos;
    private final LongSupplier workNanos;
    private boolean unjudged;
    private long nextLookNanos;

    /**
     * @param place the folder or file, which need not exist yet; asked for at each round
     * @param profile judged as if it were claimed; null for the claims of the header
     * @param minLines a look is not worth its cost with fewer new lines
     * @param violation gets each violation once, as soon as it is firm
     */
    public Follower(Supplier<Path> place, @Nullable Profile profile, int minLines, Consumer<PropertyResult> violation) {
        this(place, profile, minLines, violation, System::nanoTime, Work::nanos);
    }

    /**
     * A follower with clocks of the caller's own, for tests.
     *
     * @param workNanos how long all threads have worked. It measures the cost of a look, unless less time has passed
     */
    Follower(
            Supplier<Path> place,
            @Nullable Profile profile,
            int minLines,
            Consumer<PropertyResult> violation,
            LongSupplier clockNanos,
            LongSupplier workNanos) {
        this.place = place;
        this.violation = violation;
        this.clockNanos = clockNanos;
        this.workNanos = workNanos;
        this.nextLookNanos = clockNanos.getAsLong();
        this.judge = new OnlineJudge(this::replay, profile, minLines);
        judge.caughtUp();
    }

    /** The judge that gets the lines. */
    public OnlineJudge judge() {
        return judge;
    }

    /** Whether the {@code end} line was read. Files of processes may still come. */
    public boolean ended() {
        return judge.ended();
    }

    /**
     * One round: reads every file to its present end, and judges if a look is due. If interrupted, it stops and judges nothing.
     *
     * @return whether there were new lines
     * @throws HistoryInputException if it is not a history, or can no longer be followed
     */
    public boolean poll() {
        for (Path file : present()) {
            files.computeIfAbsent(file, GrowingFile::new);
        }
        boolean any = false;
        if (!judge.hasHeader()) {
            for (GrowingFile file : files.values()) {
                any |= file.readHeader(this::take);
            }
        }
        if (judge.hasHeader()) {
            any |= readAll();
            if (Thread.currentThread().isInterrupted()) {
                return any;
            }
            if (any) {
                judge.caughtUp();
            }
            if (unjudged && (judge.isDue() || clockNanos.getAsLong() - nextLookNanos >= 0)) {
                look();
            }
        }
        return any;
    }

    /**
     * Reads the present content of all files part by part, always from the file whose last line is the oldest. So all lines of a
     * message are soon read, and it can be let go.
     */
    private boolean readAll() {
        Map<GrowingFile, Long> left = new LinkedHashMap<>();
        for (GrowingFile file : files.values()) {
            left.put(file, file.unreadBytes());
        }
        boolean any = false;
        while (!left.isEmpty() && !Thread.currentThread().isInterrupted()) {
            GrowingFile oldest = Collections.min(left.keySet(), Comparator.comparingLong(this::lastNanos));
            long bytes = oldest.read(this::take, PART_BYTES);
            any |= bytes > 0;
            left.computeIfPresent(oldest, (file, unread) -> bytes == 0 || bytes >= unread ? null : unread - bytes);
            if (judge.isDue() && !left.isEmpty()) {
                judge.horizon(
                        left.keySet().stream().mapToLong(this::lastNanos).min().orElseThrow());
                look();
            }
        }
        return any;
    }

    private long lastNanos(GrowingFile file) {
        return judge.lastNanos(file.name());
    }

    private void take(String file, long number, byte[] bytes, int from, int length) {
        judge.line(file, number, bytes, from, length);
        unjudged = true;
    }

    private void look() {
        long beganNanos = clockNanos.getAsLong();
        long beganWorkNanos = workNanos.getAsLong();
        judge.look().forEach(violation);
        long costNanos = Math.min(workNanos.getAsLong() - beganWorkNanos, clockNanos.getAsLong() - beganNanos);
        nextLookNanos = clockNanos.getAsLong() + COSTS_BETWEEN_LOOKS * costNanos;
        unjudged = false;
    }

    private List<Path> present() {
        Path now = place.get();
        if (!Files.isDirectory(now)) {
            if (Files.exists(now)) {
                requireReadableAgain(now);
            }
            return Files.exists(now) ? List.of(now) : List.of();
        }
        List<Path> present = list(now).files();
        for (Path file : present) {
            if (!file.toString().endsWith(".jsonl")) {
                throw new HistoryInputException(
                        file.toString(),
                        0,
                        "a packed file cannot be followed",
                        "judge a finished history without following it");
            }
        }
        return present;
    }

    /** The judge reads lines again that it let go, and a pipe gives each of its bytes once. */
    private static void requireReadableAgain(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new HistoryInputException(
                    file.toString(),
                    0,
                    "a pipe or a device cannot be followed, since it gives its lines only once",
                    "check it without --follow, which judges it at its end; or let 'tee' write its lines to a file, and follow that");
        }
    }

    private static HistoryFolder list(Path folder) {
        try {
            return HistoryFolder.list(folder);
        } catch (IOException unreadable) {
            throw new HistoryInputException(
                    folder.toString(), 0, "unreadable: " + unreadable, "check the folder's rights");
        }
    }

    /** Judges everything without waiting for more. A last line without a newline is taken if it parses; else its writer was killed. */
    public void finish() {
        for (GrowingFile file : files.values()) {
            String torn = file.finish(this::take);
            if (torn != null) {
                judge.warning(torn);
            }
        }
        judgeWhatIsRead();
    }

    /** Judges the lines that were read, and reads no more. */
    public void breakOff() {
        long unread =
                files.values().stream().mapToLong(GrowingFile::unreadBytes).sum();
        if (unread > 0) {
            judge.warning("stopped early: %,d bytes were not read".formatted(unread));
        }
        judgeWhatIsRead();
    }

    private void judgeWhatIsRead() {
        Path followed = place.get();
        if (Files.isDirectory(followed)) {
            list(followed).leftOut().forEach(judge::warning);
        }
        if (!judge.hasHeader()) {
            throw new HistoryInputException(
                    place.get().toString(),
                    0,
                    files.isEmpty() ? "nothing was written there" : "no header",
                    "the first line is {\"format\":\"maat-history\",\"version\":1,...}");
        }
        if (unjudged) {
            look();
        }
    }

    private void replay(Recall.LineTaker taker) {
        for (GrowingFile file : files.values()) {
            file.replay(taker);
        }
    }
}
