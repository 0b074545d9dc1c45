package dev.maat.reports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a report shows in addition to the history and the judgement. A text that is not known is empty, and the report
 * leaves it out.
 *
 * @param implementation the name of the implementation under test
 * @param version its version
 * @param deployment {@code simulation} or {@code containers}
 * @param transport {@code udp}, {@code multicast} or {@code tcp}
 * @param seed as the user gives it on the command line
 * @param durationNanos the duration of the run by its own clock, virtual in simulation; 0 to take it from the history
 * @param command the shell command that makes the run again
 * @param environment what the run depended on (JDK, operating system, kernel, engine, cores), in the order of display
 * @param scenarioJson the scenario file for download; null if there was none
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
            throw new IllegalArgumentException("durationNanos is " + durationNanos + ", and cannot be negative");
        }
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    }

    /** The facts of a history without a run directory: only the command that judges it again is known. */
    public static RunFacts ofHistory(String implementation, String command) {
        return new RunFacts(implementation, "", "", "", "", 0, command, Map.of(), null);
    }
}
