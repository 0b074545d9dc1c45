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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The control connection to one process of a node. Each line that the process reports becomes an observation. The line is also
 * kept in the history's file, in case the host is gone before the evidence can be copied. A process that is killed may leave
 * lines in its evidence that it never reported: {@link #reportRest} reports them.
 */
final class NodeSession implements NodeListener, Heartbeats.Node {
    /** Takes what a session hears, on the client's reading thread. */
    interface Owner {
        void observe(Observation observation);

        void probed(String node, Answer.Probed answer);

        /** The process was kept from running for so long, until now. */
        void unscheduled(String node, long millis);

        /** The connection is gone: the process has ended or is about to. */
        void disconnected(NodeSession session);

        /** The harness cannot go on. */
        void failed(String why);
    }

    /** While a message is taken in, and where none can come: then there is no silence. */
    private static final long NOT_LISTENING = Long.MIN_VALUE;

    private final String node;
    private final Owner owner;
    private final Function<String, Path> fileOf;
    private volatile @Nullable NodeClient client;
    private volatile @Nullable String process;
    private volatile Answer.@Nullable Ended ended;
    private volatile Command.@Nullable Start start;
    private @Nullable OutputStream copy;
    private long reportedLines;
    private volatile long heardNanos = NOT_LISTENING;

    /** @param fileOf the history's file of a process */
    NodeSession(String node, Owner owner, Function<String, Path> fileOf) {
        this.node = node;
        this.owner = owner;
        this.fileOf = fileOf;
    }

    String node() {
        return node;
    }

    @Override
    public String name() {
        return node;
    }

    @Override
    public long silenceMillis(long nowNanos) {
        long heard = heardNanos;
        return heard == NOT_LISTENING ? 0 : Math.max(0, TimeUnit.NANOSECONDS.toMillis(nowNanos - heard));
    }

    /** The process's name; null before its first line. */
    @Nullable
    String process() {
        return process;
    }

    /** The process's own account of its end; null of one that was killed or runs. */
    Answer.@Nullable Ended ended() {
        return ended;
    }

    void connectedBy(NodeClient newClient) {
        client = newClient;
    }

    /** Sends without waiting; false if there is no connection any more or too many commands wait already. */
    boolean send(Command command) {
        if (command instanceof Command.Start now) {
            start = now;
        }
        NodeClient connected = client;
        return connected != null && connected.send(command);
    }

    @Override
    public void historyLine(byte[] line) {
        heardNanos = NOT_LISTENING;
        take(line);
        heardNanos = System.nanoTime();
    }

    private void take(byte[] line) {
        try {
            String text = new String(line, StandardCharsets.UTF_8);
            Observation observation = ObservedLines.parse(text, name -> ProcessNames.isOf(node, name));
            if (observation instanceof Observation.Started started) {
                requireTrueTime(text);
                process = started.process();
                copy = Files.newOutputStream(fileOf.apply(started.process()));
            }
            OutputStream out = copy;
            if (out == null) {
                owner.failed("node " + node + " sent a line before its start line: " + text);
                return;
            }
            out.write(line);
            out.write('\n');
            reportedLines++;
            if (observation != null) {
                owner.observe(observation);
            }
        } catch (IOException e) {
            owner.failed("cannot write the history of node " + node + ": " + e.getMessage());
        } catch (IllegalArgumentException e) {
            owner.failed("node " + node + " sent a line that is no history line: " + e.getMessage());
        }
    }

    /** Of the first line alone: a node whose unit or zero is wrong has it wrong in each line. */
    private void requireTrueTime(String line) {
        Command.Start command = start;
        if (command == null) {
            return;
        }
        long zero = command.originNanos();
        String wrong = LineTime.wrong(LineTime.of(line), command.nowNanos() - zero, System.nanoTime() - zero);
        if (!wrong.isEmpty()) {
            owner.failed("node " + node + ": its line 'start' " + wrong + "; right would be " + LineTime.RIGHT);
        }
    }

    @Override
    public void answer(Answer answer) {
        heardNanos = NOT_LISTENING;
        take(answer);
        heardNanos = System.nanoTime();
    }

    private void take(Answer answer) {
        switch (answer) {
            case Answer.Hello hello -> {}
            case Answer.Beat beat -> {
                if (beat.unscheduledMillis() > 0) {
                    owner.unscheduled(node, beat.unscheduledMillis());
                }
            }
            case Answer.Started started -> {}
            case Answer.Probed probed -> owner.probed(node, probed);
            case Answer.Refused refused -> {
                String name = process;
                if (name != null) {
                    owner.observe(new Observation.Failed(name, refused.number()));
                }
            }
            case Answer.Failed failed -> owner.failed("node " + node + " rejected a command: " + failed.why());
            case Answer.Ended last -> ended = last;
        }
    }

    @Override
    public void closed(@Nullable Exception why) {
        heardNanos = NOT_LISTENING;
        try {
            if (copy != null) {
                copy.close();
            }
        } catch (IOException e) {
            owner.failed("cannot write the history of node " + node + ": " + e.getMessage());
        }
        owner.disconnected(this);
    }

    /**
     * Reports the lines that only the evidence has. Called when the connection is gone and the evidence is copied. A torn last
     * line is left out.
     */
    void reportRest(Consumer<Observation> out) throws IOException {
        String name = process;
        if (name == null) {
            return;
        }
        try (BufferedReader evidence = Files.newBufferedReader(fileOf.apply(name))) {
            long number = 0;
            for (String line = evidence.readLine(); line != null; line = evidence.readLine()) {
                number++;
                if (number > reportedLines && line.endsWith("}")) {
                    Observation observation = ObservedLines.parse(line, own -> ProcessNames.isOf(node, own));
                    if (observation != null) {
                        out.accept(observation);
                    }
                }
            }
        }
    }

    void close() {
        NodeClient now = client;
        if (now != null) {
            now.close();
        }
    }
}
