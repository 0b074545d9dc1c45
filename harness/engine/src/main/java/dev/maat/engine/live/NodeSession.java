package dev.maat.engine.live;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.NodeClient;
import dev.maat.node.protocol.NodeListener;
import dev.maat.scenario.conductor.port.Observation;
import dev.maat.scenario.conductor.port.ObservedLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One process of a node as the harness hears it: each line that it tells becomes an observation, and is kept as well, for the
 * case that its container is gone before its evidence can be fetched. Lines that were written but not told any more, because the
 * process was killed, are taken from the evidence.
 */
public final class NodeSession implements NodeListener {
    /** What a session tells the run, from the client's reading thread. */
    public interface Owner {
        void observe(Observation observation);

        void probed(String node, Answer.Probed answer);

        /** The connection is gone: the process has ended or is about to. */
        void disconnected(NodeSession session);

        void failed(String why);
    }

    private final String node;
    private final Owner owner;
    private final Function<String, Path> file;
    private volatile @Nullable NodeClient client;
    private volatile @Nullable String process;
    private volatile Answer.@Nullable Ended ended;
    private @Nullable OutputStream copy;
    private long lines;

    public NodeSession(String node, Owner owner, Function<String, Path> file) {
        this.node = node;
        this.owner = owner;
        this.file = file;
    }

    public String node() {
        return node;
    }

    /** Its name; null before its first line. */
    @Nullable
    public String process() {
        return process;
    }

    /** Its last word, where it could give one. */
    public Answer.@Nullable Ended ended() {
        return ended;
    }

    public void connectedBy(NodeClient newClient) {
        client = newClient;
    }

    public boolean send(Command command) {
        NodeClient now = client;
        return now != null && now.send(command);
    }

    @Override
    public void historyLine(byte[] line) {
        try {
            String text = new String(line, StandardCharsets.UTF_8);
            Observation observation = ObservedLines.parse(text);
            if (observation instanceof Observation.Started started) {
                process = started.process();
                copy = Files.newOutputStream(file.apply(started.process()));
            }
            OutputStream out = copy;
            if (out == null) {
                owner.failed("node " + node + " tells a line before its start: " + text);
                return;
            }
            out.write(line);
            out.write('\n');
            lines++;
            if (observation != null) {
                owner.observe(observation);
            }
        } catch (IOException e) {
            owner.failed("cannot write the history of node " + node + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            owner.failed("node " + node + " tells what is no history line: " + e.getMessage());
        }
    }

    @Override
    public void answer(Answer answer) {
        switch (answer) {
            case Answer.Hello hello -> {}
            case Answer.Started started -> {}
            case Answer.Probed probed -> owner.probed(node, probed);
            case Answer.Refused refused -> {
                String name = process;
                if (name != null) {
                    owner.observe(new Observation.Failed(name, refused.number()));
                }
            }
            case Answer.Failed failed -> owner.failed("node " + node + " does not understand: " + failed.why());
            case Answer.Ended last -> ended = last;
        }
    }

    @Override
    public void closed(@Nullable Exception why) {
        try {
            if (copy != null) {
                copy.close();
            }
        } catch (IOException e) {
            owner.failed("cannot write the history of node " + node + ": " + e.getMessage());
        }
        owner.disconnected(this);
    }

    /** Lines of the evidence that were never told, after the connection is gone; a torn last line is left out. */
    public void tellTheRest(Consumer<Observation> out) throws IOException {
        String name = process;
        if (name == null) {
            return;
        }
        try (BufferedReader evidence = Files.newBufferedReader(file.apply(name))) {
            long number = 0;
            for (String line = evidence.readLine(); line != null; line = evidence.readLine()) {
                number++;
                if (number > lines && line.endsWith("}")) {
                    Observation observation = ObservedLines.parse(line);
                    if (observation != null) {
                        out.accept(observation);
                    }
                }
            }
        }
    }

    public void close() {
        NodeClient now = client;
        if (now != null) {
            now.close();
        }
    }
}
