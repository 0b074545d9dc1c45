package dev.maat.engine.shrink;

import dev.maat.engine.run.JudgedRun;
import dev.maat.scenario.Scenario;
import java.util.List;

/**
 * The result of shrinking.
 *
 * @param scenario the smallest that was found
 * @param run that shows the violation under it
 * @param candidates that were run
 * @param stopped why the result is not 1-minimal: the search ended early, or messages were not listed; empty if it is
 * @param tried every single removal from the scenario that there was to try; empty if the search ended early
 */
public record Shrunk(
        Scenario scenario,
        JudgedRun run,
        Sizes before,
        Sizes after,
        int candidates,
        String stopped,
        List<Tried> tried) {
    /** A single removal that does not keep the violation. */
    public record Tried(String part, Trial.Outcome outcome) {}

    public Shrunk {
        tried = List.copyOf(tried);
    }

    /** Whether every single removal was tried, and none keeps the violation. */
    public boolean isMinimal() {
        return stopped.isEmpty();
    }
}
