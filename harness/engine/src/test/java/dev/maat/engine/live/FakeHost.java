package dev.maat.engine.live;

import dev.maat.checkers.recording.ProcessRecorder;
import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Codec;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.LineReader;
import dev.maat.node.protocol.Protocol;
import dev.maat.node.protocol.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A host whose node is a thread: it speaks the node protocol on loopback and keeps its evidence in memory. */
final class FakeHost {
    /**
     * @param isByOutsider as {@link NodeEnd#isByOutsider}
     * @param lastWord as {@link NodeHosts#lastWord}
     */
    record End(int exitCode, boolean isByOutsider, String lastWord) implements NodeEnd {
        End(int exitCode, boolean isByOutsider) {
            this(exitCode, isByOutsider, "");
        }

        @Override
        public boolean isInGoodOrder() {
            return exitCode == 0;
        }

        @Override
        public String suspicion(String word) {
            return exitCode == 137 || !word.isEmpty() ? "it looks like a signal" : "";
        }

        @Override
        public String description(@Nullable String word) {
            return "exit code " + exitCode;
        }
    }

    private final String node;
    private final List<String> nodes;
    private final FakeGroup group;
    private final Map<String, ByteArrayOutputStream> evidence = new LinkedHashMap<>();
    private @Nullable ServerSocket server;
    private @Nullable Socket connection;
    private @Nullable ProcessRecorder recorder;
    private @Nullable End end;
    private int probes;
    private volatile boolean isMute;
    private volatile boolean isHeld;
    private volatile boolean isAsked;
    private final AtomicBoolean hasStopped = new AtomicBoolean();
    /** Called once, with this, in place of the next multicast. */
    private @Nullable Consumer<FakeHost> insteadOfMulticast;

    private boolean waitsForTheEnd;

    FakeHost(String node, List<String> nodes, FakeGroup group) {
        this.node = node;
        this.nodes = nodes;
        this.group = group;
    }

    synchronized void insteadOfMulticast(Consumer<FakeHost> action) {
        insteadOfMulticast = action;
    }

    /** As {@link #insteadOfMulticast}, of an END message. */
    synchronized void insteadOfEnd(Consumer<FakeHost> action) {
        insteadOfMulticast = action;
        waitsForTheEnd = true;
    }

    /** It accepts connections and says no hello. */
    void keepSilent() {
        isMute = true;
    }

    /** Says that the process was kept from running. */
    void beat(long unscheduledMillis) {
        answer(new Answer.Beat(unscheduledMillis));
    }

    synchronized HostCondition condition() {
        return end == null
                ? new HostCondition(HostCondition.Kind.RUNNING, "its host runs")
                : new HostCondition(HostCondition.Kind.ENDED, "its host has ended with " + end.description(null));
    }

    synchronized InetSocketAddress start() throws IOException {
        end = null;
        probes = 0;
        ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        server = listening;
        Thread.ofVirtual().start(() -> accept(listening));
        return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
    }

    /** Accepts more than one connection: on a loaded machine the client gives up on a slow hello and connects again. */
    private void accept(ServerSocket listening) {
        try {
            while (true) {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // The process has ended.
            return;
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            synchronized (this) {
                connection = socket;
            }
            LineReader lines = new LineReader(socket.getInputStream(), Protocol.MAX_LINE_BYTES);
            byte[] first = lines.next();
            if (isMute || first == null) {
                return;
            }
            if (!Codec.command(first).equals(new Command.Hello(Protocol.VERSION, FakeHosts.TOKEN))) {
                throw new AssertionError("the harness does not say hello");
            }
            answer(new Answer.Hello(Protocol.VERSION, node, null));
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                obey(Codec.command(line));
            }
        } catch (IOException e) {
            // The process was ended, or the harness hung up.
            return;
        } catch (ProtocolException e) {
            throw new AssertionError(e);
        }
    }

    private void obey(Command command) {
        switch (command) {
            case Command.Hello hello -> throw new AssertionError("a second hello");
            case Command.Start start -> begin(start);
            case Command.Multicast multicast -> multicast(multicast);
            case Command.Probe probe -> answer(new Answer.Probed(probe.id(), "transport", received()));
            case Command.Leave leave -> {}
            case Command.Follow follow -> {}
            case Command.Stop stop -> {
                isAsked = true;
                stopIfItMay();
            }
            case Command.Exit exit -> exit();
        }
    }

    /** Its process is held: it takes its stop once it is resumed. */
    void hold() {
        isHeld = true;
    }

    void resume() {
        isHeld = false;
        stopIfItMay();
    }

    private void stopIfItMay() {
        if (isHeld || !isAsked || !hasStopped.compareAndSet(false, true)) {
            return;
        }
        ProcessRecorder process = process();
        group.stop(process.process());
        process.closed();
    }

    private void exit() {
        ProcessRecorder process = process();
        answer(new Answer.Ended(process.process(), 0, "stopped"));
        end(new End(0, false));
    }

    private void begin(Command.Start start) {
        ProcessRecorder process;
        synchronized (this) {
            String name = node + "." + evidence.size();
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            evidence.put(name, file);
            process = new ProcessRecorder(
                    name,
                    (line, length) -> {
                        write(file, line, length);
                    },
                    () -> System.nanoTime() - start.originNanos());
            recorder = process;
        }
        process.start();
        group.join(process, start.founders());
    }

    private synchronized ProcessRecorder process() {
        if (recorder == null) {
            throw new AssertionError("node " + node + " was not started");
        }
        return recorder;
    }

    private void multicast(Command.Multicast command) {
        Consumer<FakeHost> instead = null;
        synchronized (this) {
            if (command.last() || !waitsForTheEnd) {
                instead = insteadOfMulticast;
                insteadOfMulticast = null;
            }
        }
        if (instead == null) {
            group.multicast(process(), command);
        } else {
            instead.accept(this);
        }
    }

    /** The first probe finds nothing, each further one a packet of the one before. */
    private synchronized SequencedMap<String, Long> received() {
        long packets = probes++ == 0 ? 0 : 1;
        SequencedMap<String, Long> received = new LinkedHashMap<>();
        nodes.stream().filter(peer -> !peer.equals(node)).forEach(peer -> received.put(peer, packets));
        return received;
    }

    /** Writes a line into the evidence first, then to the harness, if it still listens. */
    private synchronized void write(ByteArrayOutputStream file, byte[] line, int length) {
        if (end == null) {
            file.write(line, 0, length);
            send(line, length);
        }
    }

    private synchronized void answer(Answer answer) {
        byte[] line = Codec.encode(answer);
        send(line, line.length);
    }

    private void send(byte[] line, int length) {
        try {
            if (connection != null && !connection.isClosed()) {
                connection.getOutputStream().write(line, 0, length);
            }
        } catch (IOException e) {
            // Evidence alone has the line.
            return;
        }
    }

    /** As the process does that a stranger on the control port tells to stop. */
    void stopLikeAStranger() {
        ProcessRecorder process = process();
        group.stop(process.process());
        process.closed();
        answer(new Answer.Ended(process.process(), 0, "stopped"));
        end(new End(0, false));
    }

    /** As the process does that a stranger on the control port tells to leave. */
    void leaveLikeAStranger() {
        process().leave();
    }

    /** As the process does that a stranger on the control port tells to multicast. */
    void multicastLikeAStranger() {
        group.multicast(process(), new Command.Multicast(77_777, 10, false));
    }

    /** Ends the process as a signal does: nothing more is written, the connection breaks, the group goes on without it. */
    void kill(End how) {
        ProcessRecorder process = process();
        end(how);
        group.crash(process.process());
    }

    /** Ends the process and the connection; the group learns nothing of it. */
    synchronized void end(End how) {
        end = how;
        close(server);
        hangUp();
        notifyAll();
    }

    /** Breaks the connection; the process goes on. */
    synchronized void hangUp() {
        close(connection);
    }

    private static void close(@Nullable Closeable one) {
        try {
            if (one != null) {
                one.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized boolean isRunning() {
        return recorder != null && end == null;
    }

    synchronized @Nullable End awaitEnd(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        for (long left = limit.toMillis(); end == null && left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return end;
    }

    synchronized String lastWord() {
        return end == null ? "" : end.lastWord();
    }

    synchronized void copyEvidence(Function<String, Path> fileOf) throws IOException {
        for (Map.Entry<String, ByteArrayOutputStream> file : evidence.entrySet()) {
            Files.write(fileOf.apply(file.getKey()), file.getValue().toByteArray());
        }
    }
}
