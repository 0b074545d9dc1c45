package dev.maat.engine.simulated;

import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.online.OnlineJudge;
import dev.maat.checkers.online.Recall;
import dev.maat.checkers.recording.LineSink;
import dev.maat.engine.run.FirstViolation;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.RunDirectory;
import dev.maat.simulation.EvidenceSink;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The history of a simulated run, judged while it is written. When the judge looks depends on the lines alone, so that a seed
 * still fixes the run.
 */
final class WatchedHistory implements EvidenceSink {
    private static final int MIN_LINES_TO_JUDGE = 512;

    private final HistoryFiles files;
    private final RunDirectory directory;
    private final Progress progress;
    private final OnlineJudge judge;
    private final Map<String, Long> numbers = new HashMap<>();
    private @Nullable String violation;
    private boolean unreadable;

    WatchedHistory(HistoryFiles files, RunDirectory directory, Progress progress) {
        this.files = files;
        this.directory = directory;
        this.progress = progress;
        this.judge = OnlineJudge.onCallersThread(this::replay, null, MIN_LINES_TO_JUDGE);
    }

    /** The first violation of a claim, as a sentence; null as long as there is none. */
    @Nullable
    String violation() {
        return violation;
    }

    @Override
    public LineSink harness() {
        return watched("harness", files.harness());
    }

    @Override
    public LineSink process(String process) {
        return watched(process, files.process(process));
    }

    /** A line is judged before it is written, so that a judge that reads again finds exactly the lines before it. */
    private LineSink watched(String file, LineSink sink) {
        return (buffer, length) -> {
            if (violation == null && !unreadable) {
                judge(file, buffer, length);
            }
            sink.write(buffer, length);
        };
    }

    private void judge(String file, byte[] buffer, int length) {
        try {
            judge.line(file, numbers.merge(file, 1L, Long::sum), buffer, 0, length - 1);
            if (judge.isDue()) {
                look();
            }
        } catch (HistoryInputException bad) {
            // Reading the finished history meets the same failure, and reports it.
            unreadable = true;
        }
    }

    private void look() {
        for (PropertyResult result : judge.look()) {
            if (violation == null) {
                violation = FirstViolation.sentence(result, judge);
            }
        }
        if (violation != null) {
            progress.note(violation);
        }
        // Lines come in the order of events, so every line that precedes the last one has been read.
        judge.caughtUp();
    }

    private void replay(Recall.LineTaker taker) {
        files.flush();
        File[] written = directory.history().toFile().listFiles();
        if (written == null) {
            throw new UncheckedIOException(new IOException(directory.history() + ": cannot be read again"));
        }
        Arrays.sort(written);
        for (File file : written) {
            try (BufferedReader lines = new BufferedReader(new FileReader(file, StandardCharsets.UTF_8))) {
                long number = 0;
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                    taker.line(file.getName(), ++number, bytes, 0, bytes.length);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file + ": cannot be read again", e);
            }
        }
    }
}
