package dev.maat.engine.processes;

import dev.maat.node.NodeMain;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Program;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts a node.
 *
 * @param token the file with the run's token
 * @param data the node's own folder
 */
record NodeCommand(Implementation implementation, String node, InetSocketAddress control, Path token, Path data) {
    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xmx192m",
            "-Xss512k",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            // Else a tool that attaches starts a thread, which would count as the core's.
            "-XX:+DisableAttachMechanism",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null");

    /** Its standard input is empty, and its standard streams go into one. */
    ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(OwnSession.of(words()));
        if (implementation.program() instanceof Program.Command) {
            builder.directory(implementation.folder().toFile());
        }
        return builder.redirectInput(
                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true);
    }

    private List<String> words() {
        List<String> words = new ArrayList<>();
        switch (implementation.program()) {
            case Program.Provider provider -> {
                words.add(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
                words.addAll(FLAGS);
                words.addAll(List.of("-cp", System.getProperty("java.class.path"), NodeMain.class.getName()));
                words.addAll(
                        List.of("--implementations", implementation.folder().toString()));
            }
            case Program.Command command -> words.addAll(command.words());
        }
        words.addAll(List.of(
                "--node",
                node,
                "--listen",
                control.getAddress().getHostAddress() + ":" + control.getPort(),
                "--token-file",
                token.toString(),
                "--data",
                data.toString()));
        return words;
    }
}
