package dev.maat.engine.containers;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The labels of every container and network of a run. They name the harness that made it, so that a later run can tell whether
 * that harness is still alive.
 */
final class HarnessLabels {
    static final String RUN = "dev.maat.run";
    static final String NODE = "dev.maat.node";
    private static final String HOST = "dev.maat.harness.host";
    private static final String PROCESS = "dev.maat.harness.pid";
    /** Process ids are used again; a process id and a start time together are not. */
    private static final String STARTED = "dev.maat.harness.started";

    private HarnessLabels() {}

    static Map<String, String> of(String runId) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(RUN, runId);
        labels.put(HOST, host());
        labels.put(PROCESS, Long.toString(ProcessHandle.current().pid()));
        labels.put(STARTED, started(ProcessHandle.current()));
        return labels;
    }

    /** Whether the harness that these labels name ran on this machine and is gone. One of another machine is never called dead. */
    static boolean isOfDeadHarness(Map<String, String> labels) {
        if (!host().equals(labels.get(HOST))) {
            return false;
        }
        try {
            long pid = Long.parseLong(labels.getOrDefault(PROCESS, ""));
            Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
            return process.isEmpty() || !started(process.get()).equals(labels.get(STARTED));
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("unknown");
    }

    private static String host() {
        try {
            Path machine = Path.of("/etc/machine-id");
            String id = Files.isReadable(machine) ? Files.readString(machine).strip() : "";
            return ContentHash.of(InetAddress.getLocalHost().getHostName(), id);
        } catch (IOException e) {
            return ContentHash.of(String.valueOf(System.getenv("HOSTNAME")));
        }
    }
}
