package dev.maat.node;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.NodeClient;
import dev.maat.node.protocol.NodeListener;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A node in a JVM of its own, with the harness's end of its control connection. */
final class NodeUnderTest implements AutoCloseable {
    static final String TOKEN = "the token of this run";
    private static final int SECONDS = 30;

    final Process process;
    final Path data;
    final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    final InetSocketAddress control;
    final NodeClient client;
    private final BufferedReader out;

    /** @param prefix of the command, as a shell that sets limits */
    NodeUnderTest(String node, Path data, Path implementations, List<String> prefix)
            throws IOException, InterruptedException {
        this.data = data;
        Path token = Files.writeString(data.resolveSibling(node + ".token"), TOKEN + "\n");
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.maat.node.NodeMain",
                "--node",
                node,
                "--listen",
                "127.0.0.1:0",
                "--token-file",
                token.toString(),
                "--data",
                data.toString(),
                "--implementations",
                implementations.toString()));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.to(
                        data.resolveSibling(node + ".stderr").toFile()))
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
        String listening = out.readLine();
        if (listening == null) {
            throw new IOException("the node ended with " + process.waitFor());
        }
        control = new InetSocketAddress(
                InetAddress.getLoopbackAddress(),
                Integer.parseInt(listening.substring(listening.lastIndexOf(' ') + 1)));
        client = connect();
    }

    NodeClient connect() throws IOException, InterruptedException {
        return NodeClient.connect(control, TOKEN, Duration.ofSeconds(SECONDS), new NodeListener() {
            @Override
            public void historyLine(byte[] line) {
                lines.add(new String(line, StandardCharsets.UTF_8));
            }

            @Override
            public void answer(Answer answer) {
                answers.add(answer);
            }

            @Override
            public void closed(Exception why) {
                closed.add(String.valueOf(why));
            }
        });
    }

    void send(Command command) {
        if (!client.send(command)) {
            throw new AssertionError("the command was not taken");
        }
    }

    <T extends Answer> T answer(Class<T> kind) throws InterruptedException {
        while (true) {
            Answer answer = answers.poll(SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("no " + kind.getSimpleName() + " for " + SECONDS + " s");
            }
            if (kind.isInstance(answer)) {
                return kind.cast(answer);
            }
        }
    }

    /** The next line that holds this text. */
    String line(String text) throws InterruptedException {
        while (true) {
            String line = lines.poll(SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no line with " + text + " for " + SECONDS + " s");
            }
            if (line.contains(text)) {
                return line;
            }
        }
    }

    /** The next line that the process prints. */
    String output() throws IOException {
        return out.readLine();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the node does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        client.close();
        process.destroyForcibly().waitFor();
    }
}
