package dev.maat.engine.shrink;

import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Deployment;
import dev.maat.engine.run.JudgedRun;
import dev.maat.engine.run.Progress;
import dev.maat.engine.run.Runs;
import dev.maat.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The runs of the scenario before it is shrunk. They show which violation is kept, and how often it is seen.
 *
 * @param violation that is kept
 * @param run that shows it
 * @param seen the number of runs that show it
 * @param made the number of runs
 */
public record FirstRuns(Violation violation, JudgedRun run, int seen, int made) {
    /**
     * Runs the scenario so many times.
     *
     * @param told violations of an earlier run of it, the leading one first; may be empty
     * @param property the property to keep; null: the leading one
     * @throws ArgumentException if no run violates it; the message says what they did
     */
    public static FirstRuns make(
            Scenario scenario,
            Deployment deployment,
            ShrinkDirectory directory,
            int times,
            List<Violation> told,
            @Nullable String property) {
        Violation wanted = null;
        JudgedRun shown = null;
        JudgedRun last = null;
        int seen = 0;
        int made = 0;
        while (made < times && (last == null || !last.result().wasInterrupted())) {
            last = Runs.run(scenario, deployment, directory.candidate(), Progress.SILENT);
            made++;
            if (wanted == null) {
                wanted = wanted(last, told, property).orElse(null);
            }
            if (wanted != null && wanted.isSeenIn(last)) {
                seen++;
                shown = last;
                directory.keep();
            }
        }
        if (wanted == null || shown == null) {
            directory.clean();
            throw new ArgumentException(nothing(last, made, property));
        }
        return new FirstRuns(wanted, shown, seen, made);
    }

    /** The run's own violation of the property that was asked for, of the one that the verdict leads with, or of its own leading one. */
    private static Optional<Violation> wanted(JudgedRun run, List<Violation> told, @Nullable String property) {
        if (property != null) {
            return Violation.of(run, property);
        }
        return told.stream()
                .filter(one -> run.claimed().contains(one.property()))
                .findFirst()
                .flatMap(one -> Violation.of(run, one.property()))
                .or(() -> Violation.leading(run));
    }

    private static String nothing(@Nullable JudgedRun last, int made, @Nullable String property) {
        String verdict = last == null
                ? ""
                : "; its verdict is " + last.judgement().verdict().word();
        String others = last == null
                ? ""
                : Violation.leading(last)
                        .map(one -> ", and it violates " + one.property())
                        .orElse("");
        return (made > 1 ? "none of " + made + " runs of the scenario violates " : "the scenario does not violate ")
                + (property == null ? "anything that it claims" : property + ", or does not claim it")
                + verdict + others
                + "; shrinking needs a violation" + (made > 1 ? ", so try more --repeats" : "");
    }
}
