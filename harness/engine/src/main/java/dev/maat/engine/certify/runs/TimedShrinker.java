package dev.maat.engine.certify.runs;

import dev.maat.engine.Deployments;
import dev.maat.engine.certify.records.UnpackedHistory;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.shrink.RunTrial;
import dev.maat.engine.shrink.ShrinkDirectory;
import dev.maat.engine.shrink.Shrinker;
import dev.maat.engine.shrink.Shrunk;
import dev.maat.engine.shrink.Violation;
import dev.maat.node.implementation.LoadedImplementation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/** Shrinks as {@code maat shrink} does, for a time that all violations of a certification share. */
public final class TimedShrinker implements ScenarioShrinker {
    /** The runs of a candidate where a seed does not fix the interleaving. */
    private static final int LIVE_REPEATS = 3;

    private final LoadedImplementation loaded;
    private long leftNanos;

    public TimedShrinker(LoadedImplementation loaded, Duration time) {
        this.loaded = loaded;
        this.leftNanos = time.toNanos();
    }

    @Override
    public Optional<Smaller> shrink(JudgedRun run, String property) {
        Optional<Violation> violation = Violation.of(run, property);
        if (violation.isEmpty() || leftNanos <= 0) {
            return Optional.empty();
        }
        long began = System.nanoTime();
        long deadlineNanos = began + leftNanos;
        try (UnpackedHistory work = UnpackedHistory.of(new TreeMap<>())) {
            Shrunk shrunk = shrink(run, violation.get(), work.folder().resolve("shrink"), deadlineNanos);
            if (shrunk.stopped().equals(RunTrial.INTERRUPTED)) {
                // A run that was interrupted has taken the flag, and the certification has to see it.
                Thread.currentThread().interrupt();
            }
            String before = shrunk.before().inWords();
            String after = shrunk.after().inWords();
            return before.equals(after)
                    ? Optional.empty()
                    : Optional.of(new Smaller(shrunk.scenario(), before, after, shrunk.isMinimal()));
        } finally {
            leftNanos -= System.nanoTime() - began;
        }
    }

    private Shrunk shrink(JudgedRun run, Violation violation, Path folder, long deadlineNanos) {
        String deployment = run.scenario().deployment();
        RunTrial trial = new RunTrial(
                Deployments.of(deployment, loaded),
                violation,
                ShrinkDirectory.create(folder),
                Deployments.isDeterministic(deployment) ? 1 : LIVE_REPEATS,
                () -> System.nanoTime() - deadlineNanos > 0);
        return Shrinker.shrink(run.scenario(), run, trial, (candidates, sizes) -> {});
    }
}
