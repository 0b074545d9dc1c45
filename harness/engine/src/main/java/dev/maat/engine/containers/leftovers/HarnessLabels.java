package dev.maat.engine.containers.leftovers;

import dev.maat.engine.containers.leftovers.HarnessIdentity.Presence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labels of every container and network of a run. They name the harness that made it, so that a later run can tell whether
 * that harness is still alive. Several machines may share an engine: a harness that this machine cannot judge is left alone.
 */
public final class HarnessLabels {
    /** The run's id. */
    public static final String RUN = "dev.maat.run";
    /** The name of the node that a container runs. */
    public static final String NODE = "dev.maat.node";

    private static final String HOST = "dev.maat.harness.host";
    private static final String MACHINE = "dev.maat.harness.machine";
    private static final String BOOT = "dev.maat.harness.boot";
    private static final String NAMESPACE = "dev.maat.harness.pid-namespace";
    private static final String PROCESS = "dev.maat.harness.pid";
    private static final String START = "dev.maat.harness.start";
    private static final List<String> ALL = List.of(HOST, MACHINE, BOOT, NAMESPACE, PROCESS, START);

    private HarnessLabels() {}

    /** The labels of what a run of this harness makes. */
    public static Map<String, String> ofThisHarness(String runId) {
        return of(runId, LocalProcesses.ofThisMachine().self());
    }

    static Map<String, String> of(String runId, HarnessIdentity harness) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(RUN, runId);
        labels.put(HOST, harness.host());
        labels.put(MACHINE, harness.machine());
        labels.put(BOOT, harness.boot());
        labels.put(NAMESPACE, harness.namespace());
        labels.put(PROCESS, Long.toString(harness.pid()));
        labels.put(START, harness.start());
        return labels;
    }

    /** The harness that these labels name; empty if they are those of another version of Maat. */
    private static Optional<HarnessIdentity> harness(Map<String, String> labels) {
        if (!labels.keySet().containsAll(ALL)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HarnessIdentity(
                    text(labels, HOST),
                    text(labels, MACHINE),
                    text(labels, BOOT),
                    text(labels, NAMESPACE),
                    Long.parseLong(text(labels, PROCESS)),
                    text(labels, START)));
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, String> labels, String label) {
        return labels.getOrDefault(label, "");
    }

    static Presence presence(Map<String, String> labels, LocalProcesses processes) {
        return harness(labels).map(processes::presenceOf).orElse(Presence.UNKNOWN);
    }

    /** The harness in words: "process 81 of host build-7". */
    static String name(Map<String, String> labels) {
        return "process " + labels.getOrDefault(PROCESS, "?") + " of host " + labels.getOrDefault(HOST, "?");
    }
}
