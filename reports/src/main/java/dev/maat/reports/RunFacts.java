package dev.maat.reports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of a run beside its history and its verdicts. A text that is not known is empty, and its place in the
 * report is left out.
 *
 * @param implementation name of what was under test
 * @param version its version
 * @param deployment {@code simulation} or {@code containers}
 * @param transport {@code udp}, {@code multicast} or {@code tcp}
 * @param seed as the user gives it on the command line
 * @param durationNanos how long the run took by its own clock, virtual in simulation; 0: take it from the history
 * @param command runs it again when pasted into a shell
 * @param environment where it ran (JDK, operating system, kernel, engine, cores), in the order to show
 * @param scenarioJson the scenario file for download, or null where there was none
 */
public record RunFacts(
        String implementation,
        String version,
        String deployment,
        String transport,
        String seed,
        long durationNanos,
        String command,
        Map<String, String> environment,
        @Nullable String scenarioJson) {
    public RunFacts {
        Objects.requireNonNull(implementation);
        Objects.requireNonNull(version);
        Objects.requireNonNull(deployment);
        Objects.requireNonNull(transport);
        Objects.requireNonNull(seed);
        Objects.requireNonNull(command);
        if (durationNanos < 0) {
            throw new IllegalArgumentException("durationNanos is " + durationNanos + ", a run takes no less than 0");
        }
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** The facts of a history that came alone: only the command that judges it again is known. */
    public static RunFacts ofHistory(String implementation, String command) {
        return new RunFacts(implementation, "", "", "", "", 0, command, Map.of(), null);
    }
}
