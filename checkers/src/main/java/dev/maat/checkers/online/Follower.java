package dev.maat.checkers.online;

import dev.maat.checkers.Profile;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Feeds an {@link OnlineJudge} from a folder, or a file, that is being written: files appear and grow, and a last line without
 * its newline is waited for. Nothing is kept of what was read but how far; what the judge needs again is read again.
 */
public final class Follower {
    private static final long PART_BYTES = 1 << 16;

    /** Where little comes, a look waits for this many times what the last one took of work: so looks are a small part of the time. */
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
     * @param place the folder or file, which need not be there yet; asked for at each round
     * @param profile judged as if it were claimed; null for what the header claims
     * @param violation told of each violation once, as soon as it is proved
     */
    public Follower(Supplier<Path> place, @Nullable Profile profile, int minLines, Consumer<PropertyResult> violation) {
        this(place, profile, minLines, violation, System::nanoTime, Work::nanos);
    }

    /**
     * As above.
     *
     * @param workNanos how long all threads have worked: what looks cost, unless less time has passed
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

    /** Judges what was read. */
    public OnlineJudge judge() {
        return judge;
    }

    /** Whether the {@code end} line was read. Files of processes may still be on their way. */
    public boolean ended() {
        return judge.ended();
    }

    /**
     * One round: reads every file to its present end, and judges if it is time to. Interrupted, it breaks off and judges nothing.
     *
     * @return whether there was anything new
     * @throws HistoryInputException if it is no history, or can no longer be followed
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
     * What is there now, part by part, the file first whose last line is the oldest: so what lines tell of is soon whole, and can be
     * let go.
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
            return Files.exists(now) ? List.of(now) : List.of();
        }
        List<Path> present = new ArrayList<>();
        try (Stream<Path> entries = Files.list(now)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (name.matches("[^.].*\\.jsonl\\.(gz|zst)")) {
                    throw new HistoryInputException(
                            entry.toString(),
                            0,
                            "a packed file cannot be followed",
                            "judge what is finished without following it");
                }
                if (name.matches("[^.].*\\.jsonl") && Files.isRegularFile(entry)) {
                    present.add(entry);
                }
            }
        } catch (IOException unreadable) {
            throw new HistoryInputException(
                    now.toString(), 0, "unreadable: " + unreadable, "check the folder's rights");
        }
        return present;
    }

    /** Nothing more is waited for, and all is judged: what stands without a newline is a line if it parses, and else a writer was killed at it. */
    public void finish() {
        for (GrowingFile file : files.values()) {
            String torn = file.finish(this::take);
            if (torn != null) {
                judge.warning(torn);
            }
        }
        judgeWhatIsRead();
    }

    /** Nothing more is read, and what was is judged. */
    public void breakOff() {
        long unread =
                files.values().stream().mapToLong(GrowingFile::unreadBytes).sum();
        if (unread > 0) {
            judge.warning("broken off: %,d bytes that are there were not read".formatted(unread));
        }
        judgeWhatIsRead();
    }

    private void judgeWhatIsRead() {
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
