package dev.maat.engine.simulated;

import dev.maat.node.implementation.Implementation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command that starts a worker's JVM. */
final class WorkerCommand {
    /** Enough for runs of hundreds of nodes; an implementation that opens files without end is stopped by it soon. */
    private static final int MAX_FILES = 8_192;

    /**
     * Puts the pipes at {@link SimulationWorker#REPLIES} and {@link SimulationWorker#REQUESTS}, away from the standard streams: an
     * implementation, its child processes and the JVM itself use those, past {@code System.out} too.
     */
    private static final String SHELL_LINE =
            "ulimit -n " + MAX_FILES + " 2>/dev/null || :; exec \"$@\" 3>&1 1>&2 4<&0 0</dev/null";

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-XX:-UsePerfData",
            // An implementation could load code into the JVM that it runs in, past the fence.
            "-XX:+DisableAttachMechanism",
            // Else an exception that is thrown often loses its stack trace, sooner or later.
            "-XX:-OmitStackTraceInFastThrow",
            "-XX:-CreateCoredumpOnCrash",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    private WorkerCommand() {}

    static List<String> of(Implementation implementation, WorkerFolder folder) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL_LINE, "worker"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-Xmx" + Runtime.getRuntime().maxMemory());
        // Only sizes and the like: an agent or a debugger would be asked for its port twice.
        Arrays.stream(System.getenv().getOrDefault("MAAT_JVM", "").split("\\s+"))
                .filter(flag -> flag.startsWith("-X") && !flag.startsWith("-Xrunjdwp"))
                .forEach(command::add);
        command.add("-XX:ErrorFile=" + folder.path().resolve("hs_err.log"));
        command.addAll(WorkerRecording.flags());
        String limit = System.getProperty(CallWatch.LIMIT_SECONDS);
        if (limit != null) {
            command.add("-D" + CallWatch.LIMIT_SECONDS + "=" + limit);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), SimulationWorker.class.getName()));
        command.add(folder.path().toString());
        command.add(implementation.folder().toAbsolutePath().toString());
        command.add(implementation.name());
        return command;
    }
}
