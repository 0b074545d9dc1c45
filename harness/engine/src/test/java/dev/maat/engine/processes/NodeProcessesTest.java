package dev.maat.engine.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A node that is a script with a process of its own; the script writes that process's number into a file. */
@Timeout(60)
class NodeProcessesTest {
    private static final String STARTS_A_PROCESS = "sleep 3600 >/dev/null 2>&1 & echo $! >part && mv part number; ";

    @TempDir
    Path temp;

    private Guard guard;

    @BeforeEach
    void guard() throws IOException {
        guard = Guard.start(Files.createDirectories(temp.resolve("run")));
    }

    @AfterEach
    void close() throws IOException {
        guard.close();
    }

    private NodeProcesses node(String script) {
        Implementation implementation = new Implementation(
                "mine",
                "1",
                List.of("processes"),
                List.of("udp"),
                "static",
                "none",
                new LinkedHashMap<>(),
                List.of(),
                new Program.Command(List.of("sh", "-c", script), null),
                temp);
        return new NodeProcesses(
                node -> new NodeCommand(
                        implementation,
                        node,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 7000),
                        temp.resolve("token"),
                        temp.resolve("data")),
                guard);
    }

    private long child() throws IOException {
        Path number = temp.resolve("number");
        ProcessState.await(() -> Files.exists(number));
        return Long.parseLong(Files.readString(number).strip());
    }

    @Test
    void aReleaseReachesAProcessThatIsHeldWhileItsParentIsNot() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "this system has no /proc");
        try (NodeProcesses processes = node(STARTS_A_PROCESS + "wait")) {
            processes.start("n1");
            long child = child();
            new ProcessBuilder("kill", "-STOP", Long.toString(child)).start().waitFor();
            ProcessState.await(() -> ProcessState.isStopped(child));

            processes.release("n1");

            ProcessState.await(() -> !ProcessState.isStopped(child));
        }
    }

    @Test
    void processesThatEndWhileASignalIsOnItsWayAreNoFailure() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "this system has no /proc");
        try (NodeProcesses processes = node(STARTS_A_PROCESS + "while :; do /bin/true; done")) {
            processes.start("n1");
            child();
            for (int i = 0; i < 50; i++) {
                processes.hold("n1");
                processes.release("n1");
            }
            assertThat(processes.isRunning("n1")).isTrue();
        }
    }

    @Test
    void theEndOfAScriptEndsWhatItStarted() throws Exception {
        assumeTrue(OwnSession.IS_POSSIBLE, "this system has no setsid");
        try (NodeProcesses processes = node(STARTS_A_PROCESS + "while [ ! -e go ]; do sleep 0.05; done; exit 3")) {
            processes.start("n1");
            long child = child();
            Files.createFile(temp.resolve("go"));
            ProcessState.await(() -> processes.end("n1") != null);

            ProcessState.await(() -> ProcessState.hasEnded(child));
            assertThat(processes.end("n1")).isEqualTo(new ProcessEnd(3));
        }
    }
}
