package dev.maat.engine.cli.check;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.JudgementJson;
import dev.maat.checkers.Profile;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.online.Follower;
import dev.maat.checkers.online.OnlineJudge;
import dev.maat.engine.cli.judgement.JudgementPrinter;
import dev.maat.engine.cli.shell.Interruption;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.TerminalProgress;
import dev.maat.engine.run.ExitCode;
import dev.maat.engine.run.Quantities;
import dev.maat.engine.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code maat check --follow}: judges a history while it is written, and shows each violation as soon as it is proved. */
final class FollowedCheck {
    private static final long ROUND_MILLIS = 100;

    /** After the {@code end} line, the last lines of processes may still be written. */
    private static final long LAST_FILES_NANOS = 1_000_000_000L;

    private static final long TERMINAL_LINE_NANOS = 250_000_000L;
    private static final long PLAIN_LINE_NANOS = 10_000_000_000L;

    private final Terminal terminal;
    private final JudgementPrinter printer;
    private final boolean json;
    private final Follower follower;
    private final TerminalProgress progress;
    private final long idleNanos;
    private long lastNewNanos = System.nanoTime();
    private long lastLineNanos = lastNewNanos;
    private int violated;

    /**
     * @param path the folder, which may not exist yet
     * @param idleMillis a silence of this length is taken for the end of the history; 0 to wait for ever
     */
    FollowedCheck(Terminal terminal, Path path, @Nullable Profile profile, boolean json, long idleMillis) {
        this.terminal = terminal;
        this.printer = new JudgementPrinter(terminal);
        this.json = json;
        this.idleNanos = TimeUnit.MILLISECONDS.toNanos(idleMillis);
        this.progress = new TerminalProgress(terminal, System::nanoTime);
        this.follower = new Follower(() -> place(path), profile, OnlineJudge.DEFAULT_MIN_LINES, this::report);
    }

    /** The history of a run directory, even of one without a scenario. */
    private static Path place(Path path) {
        Path inside = path.resolve("history");
        return Files.isRegularFile(path.resolve("harness.jsonl")) || !Files.isDirectory(inside)
                ? RunDirectory.historyIn(path)
                : inside;
    }

    int run() throws IOException {
        try (progress;
                Interruption interruption = Interruption.install()) {
            progress.stage("waiting for the history");
            try {
                while (!isOver()) {
                    if (follower.poll()) {
                        lastNewNanos = System.nanoTime();
                        reportProgress();
                    }
                    TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
                }
                follower.finish();
            } catch (InterruptedException stopped) {
                follower.breakOff();
            }
            progress.close();
            Judgement judgement = follower.judge().judgement();
            if (json) {
                JudgementJson.write(judgement, terminal.json());
            } else {
                printer.print(judgement, claimed());
            }
            return interruption.happened() ? ExitCode.INTERRUPTED : judgement.exitCode();
        }
    }

    private boolean isOver() {
        long quietNanos = System.nanoTime() - lastNewNanos;
        return follower.ended() && quietNanos >= LAST_FILES_NANOS || idleNanos > 0 && quietNanos >= idleNanos;
    }

    private Set<String> claimed() {
        return follower.judge().claimed().stream()
                .map(PropertyId::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void report(PropertyResult result) {
        Set<String> claimed = claimed();
        if (!claimed.isEmpty() && !claimed.contains(result.id())) {
            return;
        }
        violated++;
        progress.close();
        if (json) {
            progress.note(result.id() + ": " + result.sentence());
        } else {
            printer.violation(result);
            terminal.out()
                    .println("    after " + Quantities.count(follower.judge().events()) + " events");
            terminal.out().flush();
        }
    }

    private void reportProgress() {
        long now = System.nanoTime();
        if (!follower.judge().hasHeader()
                || now - lastLineNanos < (terminal.errIsTerminal() ? TERMINAL_LINE_NANOS : PLAIN_LINE_NANOS)) {
            return;
        }
        lastLineNanos = now;
        progress.stage(Quantities.count(follower.judge().events()) + " events, "
                + Quantities.count(follower.judge().views()) + " views, "
                + Quantities.count(follower.judge().retained()) + " lines held, "
                + (violated == 0 ? "nothing" : violated + (violated == 1 ? " property" : " properties"))
                + " violated so far");
    }
}
