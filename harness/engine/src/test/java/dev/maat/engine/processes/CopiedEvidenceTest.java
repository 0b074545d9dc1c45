package dev.maat.engine.processes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedEvidenceTest {
    private static final Implementation MINE = new Implementation(
            "mine",
            "1",
            List.of("processes"),
            List.of("udp"),
            "static",
            "none",
            new LinkedHashMap<>(),
            List.of(),
            new Program.Command(List.of("true"), null),
            Path.of("/nowhere"));

    @TempDir
    Path temp;

    @Test
    void theEvidenceOfANodeReplacesNeitherTheHarnessHistoryNorThatOfAnotherNode() throws Exception {
        Path left = Files.createDirectories(temp.resolve("data/history"));
        Path run = Files.createDirectories(temp.resolve("run"));
        for (String name : List.of("n2.0.jsonl", "n1.0.jsonl", "harness.jsonl")) {
            Files.writeString(left.resolve(name), "of n2");
        }
        Files.writeString(run.resolve("n1.0.jsonl"), "of n1");
        Files.writeString(run.resolve("harness.jsonl"), "of the harness");
        InetSocketAddress control = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        try (Guard guard = Guard.start(Files.createDirectories(temp.resolve("guarded")));
                NodeProcesses processes = new NodeProcesses(
                        node -> new NodeCommand(MINE, node, control, temp.resolve("token"), temp.resolve("data")),
                        guard)) {
            processes.copyEvidence("n2", process -> run.resolve(process + ".jsonl"));
        }

        assertThat(run.resolve("n2.0.jsonl")).hasContent("of n2");
        assertThat(run.resolve("n1.0.jsonl")).hasContent("of n1");
        assertThat(run.resolve("harness.jsonl")).hasContent("of the harness");
    }
}
