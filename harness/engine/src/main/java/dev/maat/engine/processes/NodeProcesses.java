package dev.maat.engine.processes;

import dev.maat.engine.live.HostCondition;
import dev.maat.engine.live.ProcessNames;
import dev.maat.injectors.processes.LocalProcesses;
import dev.maat.node.evidence.LastWord;
import dev.maat.node.implementation.Program;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The processes of a run's nodes, one at a time for each node, and what they leave. Thread-safe. */
final class NodeProcesses implements LocalProcesses, Closeable {
    private static final int MAX_WORD_BYTES = 64;

    private final Function<String, NodeCommand> commands;
    private final Guard guard;
    private final Map<String, NodeChild> children = new ConcurrentHashMap<>();
    /** The processes whose end was not seen yet. Later another may have its number. */
    private final Set<Long> guarded = ConcurrentHashMap.newKeySet();

    private final Map<String, KeptOutput> outputs = new ConcurrentHashMap<>();

    NodeProcesses(Function<String, NodeCommand> commands, Guard guard) {
        this.commands = commands;
        this.guard = guard;
    }

    /** Starts all, so that they boot side by side. */
    void startAll(List<String> nodes) throws IOException {
        for (String node : nodes) {
            start(node);
        }
    }

    /** Starts a process of the node, unless one runs. */
    synchronized void start(String node) throws IOException {
        if (isRunning(node)) {
            return;
        }
        NodeChild last = child(node);
        if (last != null) {
            forget(last);
        }
        NodeCommand command = commands.apply(node);
        Files.createDirectories(command.data());
        Process process = command.builder().start();
        children.put(node, new NodeChild(node, process, OwnSession.IS_POSSIBLE));
        guarded.add(process.pid());
        guard.begun(process.pid());
        kept(node).follow(node + "-" + process.pid(), process.getInputStream());
    }

    private KeptOutput kept(String node) {
        return outputs.computeIfAbsent(node, key -> new KeptOutput());
    }

    private @Nullable NodeChild child(String node) {
        return children.get(node);
    }

    @Override
    public boolean isRunning(String node) {
        NodeChild child = child(node);
        return child != null && child.isAlive();
    }

    @Override
    public void kill(String node) {
        NodeChild child = child(node);
        if (child != null) {
            child.kill();
            forget(child);
        }
    }

    @Override
    public void hold(String node) {
        NodeChild child = child(node);
        if (child != null) {
            child.signal("STOP");
        }
    }

    @Override
    public void release(String node) {
        NodeChild child = child(node);
        if (child != null && child.isAlive()) {
            child.signal("CONT");
        }
    }

    /** To be called when a process has ended: ends what it left in its group, once, and takes it off the guard's list. */
    private void forget(NodeChild child) {
        if (!guarded.remove(child.process().pid())) {
            return;
        }
        child.killGroup();
        try {
            guard.ended(child.process().pid());
        } catch (IOException e) {
            // The guard has ended. This JVM ends its children too, so only the second safeguard is gone.
            return;
        }
    }

    /** The end of the node's last process; null while it runs. */
    @Nullable
    ProcessEnd end(String node) {
        NodeChild child = child(node);
        if (child == null || child.isAlive()) {
            return null;
        }
        forget(child);
        return new ProcessEnd(child.process().exitValue());
    }

    HostCondition condition(String node) {
        NodeChild child = child(node);
        if (child == null) {
            return new HostCondition(HostCondition.Kind.UNKNOWN, "its process was never started");
        }
        if (!child.isAlive()) {
            return new HostCondition(
                    HostCondition.Kind.ENDED,
                    "its process has ended with exit code " + child.process().exitValue());
        }
        return child.isStopped()
                ? new HostCondition(HostCondition.Kind.HELD, "its process is stopped by a signal (SIGSTOP)")
                : new HostCondition(HostCondition.Kind.RUNNING, "its process runs");
    }

    /** Copies the evidence of a node's processes, and no other file; each file appears whole. */
    void copyEvidence(String node, Function<String, Path> fileOf) throws IOException {
        Path folder = commands.apply(node).data().resolve("history");
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path evidence : files.sorted().toList()) {
                String name = evidence.getFileName().toString();
                String process = ProcessNames.ofEvidence(node, name);
                if (process != null && Files.isRegularFile(evidence)) {
                    Path file = fileOf.apply(process);
                    Path whole = file.resolveSibling(name + ".part");
                    Files.copy(evidence, whole, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
    }

    /** The signal that a process named before it ended; null if its program names none. */
    @Nullable
    String lastWord(String node, String process) throws IOException {
        NodeCommand command = commands.apply(node);
        Path word = command.data().resolve("history").resolve(process + LastWord.SUFFIX);
        if (Files.isRegularFile(word)) {
            try (InputStream in = Files.newInputStream(word)) {
                return new String(in.readNBytes(MAX_WORD_BYTES), StandardCharsets.US_ASCII).strip();
            }
        }
        return command.implementation().program() instanceof Program.Command ? null : "";
    }

    String lastOutput(String node, int lines) {
        return kept(node).lines(lines);
    }

    String output(String node) {
        return kept(node).text();
    }

    /** Each is killed, whatever becomes of the others; the guard keeps those that were not. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (NodeChild child : children.values()) {
            try {
                child.kill();
                forget(child);
            } catch (RuntimeException e) {
                failure = new IOException("node " + child.node() + " was not killed", e);
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
