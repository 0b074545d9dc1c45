package dev.maat.node;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.node.evidence.EvidenceLog;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Codec;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.ExitCode;
import dev.maat.node.protocol.LineReader;
import dev.maat.node.protocol.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The node: listens for the harness, becomes one process when told to, and ends with it. */
final class ControlServer {
    private static final int MAX_CONNECTIONS = 4;

    /** How long the node's end waits for a harness to read the last lines; the file has them in any case. */
    private static final long DRAIN_TIMEOUT_MILLIS = 2_000;

    private final NodeSettings settings;
    private final IntConsumer exit;
    private final JvmTraces traces = new JvmTraces();
    private final ProcessStarter starter;
    private final ServerSocket server;
    /** Guarded by itself: the start of a process holds this object, and may take long. */
    private final List<ControlConnection> connections = new ArrayList<>();

    private volatile @Nullable NodeProcess process;
    private volatile @Nullable ProcessEnding ending;

    /**
     * @param exit ends the operating system's process at once
     * @throws IOException if it cannot listen
     */
    ControlServer(NodeSettings settings, IntConsumer exit) throws IOException {
        this.settings = settings;
        this.exit = exit;
        this.starter = new ProcessStarter(settings, traces, this::evidenceFailed, exit);
        this.server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(settings.listen());
    }

    InetSocketAddress address() {
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    /** Accepts connections forever. */
    void serve() throws IOException {
        Pulse.start(traces, this::beat);
        Doorkeeper door = new Doorkeeper(settings.token(), traces, this::admit);
        while (true) {
            door.take(server.accept());
        }
    }

    private void admit(Socket socket, LineReader lines) throws IOException {
        ControlConnection connection = new ControlConnection(this, socket, lines);
        synchronized (connections) {
            if (connections.size() == MAX_CONNECTIONS) {
                socket.getOutputStream()
                        .write(Codec.encode(
                                new Answer.Failed("this node has " + MAX_CONNECTIONS + " connections already")));
                connection.close();
                return;
            }
            connections.add(connection);
        }
        NodeProcess current = process;
        String running = current == null ? null : current.started().process();
        connection.send(new Answer.Hello(Protocol.VERSION, settings.node(), running));
        connection.run(traces);
    }

    private void beat(Answer.Beat beat) {
        open().forEach(connection -> connection.beat(beat));
    }

    private List<ControlConnection> open() {
        synchronized (connections) {
            return List.copyOf(connections);
        }
    }

    void gone(ControlConnection connection) {
        boolean isLast;
        synchronized (connections) {
            connections.remove(connection);
            isLast = connections.isEmpty();
        }
        ProcessEnding toAllow = ending;
        if (isLast && toAllow != null) {
            toAllow.exit();
        }
    }

    /** Carries out a command, and answers on its connection. */
    void carryOut(Command command, ControlConnection connection) {
        Consumer<Answer> reply = connection::send;
        switch (command) {
            case Command.Hello ignored -> reply.accept(new Answer.Failed("this connection has said hello already"));
            case Command.Start start -> start(start, connection);
            case Command.Follow follow -> {
                NodeProcess running = running(reply);
                if (running != null) {
                    connection.follow(running.evidence(), follow.line());
                }
            }
            case Command.Multicast multicast -> {
                NodeProcess running = running(reply);
                if (running != null) {
                    running.host().multicast(multicast, reply);
                }
            }
            case Command.Probe probe -> {
                NodeProcess running = running(reply);
                if (running != null) {
                    running.host().probe(probe.id(), reply);
                }
            }
            case Command.Leave ignored -> {
                NodeProcess running = running(reply);
                if (running != null) {
                    running.host().leave(reply);
                }
            }
            case Command.Stop ignored -> {
                NodeProcess running = process();
                if (running == null) {
                    exit.accept(ExitCode.OK.code());
                } else {
                    running.host().stop();
                }
            }
            case Command.Exit ignored -> {
                ProcessEnding toAllow = ending;
                if (toAllow != null) {
                    toAllow.exit();
                }
            }
        }
    }

    private synchronized @Nullable NodeProcess process() {
        return process;
    }

    private @Nullable NodeProcess running(Consumer<Answer> reply) {
        NodeProcess running = process();
        if (running == null) {
            reply.accept(new Answer.Failed("no process runs here yet; 'start' comes first"));
        }
        return running;
    }

    private synchronized void start(Command.Start command, ControlConnection connection) {
        if (process != null) {
            connection.send(new Answer.Failed("process " + process.started().process()
                    + " runs here already; a node's next process needs a new node process"));
            return;
        }
        try {
            NodeProcess started = starter.prepare(command, this::ending);
            process = started;
            connection.send(started.started());
            connection.follow(started.evidence(), 0);
            started.host().start();
        } catch (StartException e) {
            System.err.println("maat-node: " + e.getMessage());
            connection.send(new Answer.Ended(settings.node(), e.code().code(), String.valueOf(e.getMessage())));
            exit.accept(e.code().code());
        } catch (RuntimeException e) {
            connection.send(new Answer.Failed(String.valueOf(e.getMessage())));
        } catch (LinkageError e) {
            connection.send(new Answer.Failed("a class of the implementation cannot be linked: " + e));
        }
    }

    private Ending ending(ProcessRecorder recorder, EvidenceLog evidence) {
        ProcessEnding made = new ProcessEnding(recorder, evidence, traces, this::exit);
        ending = made;
        return made;
    }

    private void exit(Answer.Ended last) {
        long deadline = System.nanoTime() + DRAIN_TIMEOUT_MILLIS * 1_000_000;
        for (ControlConnection connection : open()) {
            connection.finish(last, deadline);
        }
        exit.accept(last.exitCode());
    }

    private void evidenceFailed(IOException e) {
        System.err.println("maat-node: the evidence cannot be written, so the process must not go on: " + e);
        exit.accept(ExitCode.EVIDENCE.code());
    }
}
