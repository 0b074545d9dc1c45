package dev.maat.node;

import dev.maat.node.protocol.Answer;
import dev.maat.node.protocol.Codec;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.LineReader;
import dev.maat.node.protocol.Protocol;
import dev.maat.node.protocol.ProtocolException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Lets a connection in whose first line is the run's {@code hello}, and turns every other one away. A stranger therefore reads
 * nothing and commands nothing.
 *
 * <p>Strangers cannot use up the connections either: a bounded number waits at the door, each for a bounded time, and where one
 * more comes, the one that has waited longest is hung up on. The harness says its hello at once, so it is never that one for long.
 */
final class Doorkeeper {
    static final int MAX_WAITING = 64;
    static final long MAX_WAIT_MILLIS = 3_000;

    /** Of a first line: a hello with the longest token fits. */
    private static final int MAX_HELLO_BYTES = 1_024;

    private static final String NO_HELLO = "a connection begins with the 'hello' command, with the run's token";

    /** Takes a connection that has said hello. */
    interface House {
        /** @param lines of the connection, after the hello */
        void admit(Socket socket, LineReader lines) throws IOException;
    }

    private final Token token;
    private final JvmTraces traces;
    private final House house;
    private final Deque<Socket> waiting = new ArrayDeque<>();

    Doorkeeper(Token token, JvmTraces traces, House house) {
        this.token = token;
        this.traces = traces;
        this.house = house;
        // Loads the classes that read a first line: on a loaded machine that takes longer than a harness waits.
        objection(Codec.encode(new Command.Hello(Protocol.VERSION, "")));
    }

    /** Takes a connection that was just made; returns at once. */
    void take(Socket socket) {
        Socket longest = null;
        synchronized (waiting) {
            if (waiting.size() == MAX_WAITING) {
                longest = waiting.removeFirst();
            }
            waiting.addLast(socket);
        }
        if (longest != null) {
            close(longest);
        }
        traces.start(Thread.ofPlatform()
                .daemon()
                .name("control-door-" + socket.getPort())
                .unstarted(() -> listen(socket)));
    }

    private void listen(Socket socket) {
        try {
            socket.setTcpNoDelay(true);
            PatientInput in = new PatientInput(socket);
            LineReader lines = new LineReader(in, Protocol.MAX_LINE_BYTES);
            String objection = objection(lines.next(MAX_HELLO_BYTES));
            boolean stillWaits = stopsWaiting(socket);
            if (objection == null && stillWaits) {
                in.waitForEver();
                house.admit(socket, lines);
                return;
            }
            socket.getOutputStream().write(Codec.encode(new Answer.Failed(String.valueOf(objection))));
        } catch (IOException e) {
            // A stranger that hung up, waited too long or sent too much; or the harness, which tries again.
            stopsWaiting(socket);
        }
        close(socket);
    }

    /** False if the connection was hung up on. */
    private boolean stopsWaiting(Socket socket) {
        synchronized (waiting) {
            return waiting.remove(socket);
        }
    }

    /** Why a first line lets nobody in; null if it is the run's hello. */
    private @Nullable String objection(byte @Nullable [] first) {
        try {
            if (first == null || !(Codec.command(first) instanceof Command.Hello hello) || !token.is(hello.token())) {
                return NO_HELLO;
            }
            return hello.version() == Protocol.VERSION
                    ? null
                    : "this node speaks version " + Protocol.VERSION + " of " + Protocol.NAME + ", not "
                            + hello.version();
        } catch (ProtocolException e) {
            return NO_HELLO;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The connection is given up either way.
        }
    }

    /** The bytes of a connection, all of which must come before one deadline: a stranger may send one byte at a time. */
    private static final class PatientInput extends FilterInputStream {
        private final Socket socket;
        private final long deadlineNanos = System.nanoTime() + MAX_WAIT_MILLIS * 1_000_000;
        private boolean isPatient;

        PatientInput(Socket socket) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
        }

        void waitForEver() throws IOException {
            isPatient = true;
            socket.setSoTimeout(0);
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            if (!isPatient) {
                long leftMillis = (deadlineNanos - System.nanoTime()) / 1_000_000;
                if (leftMillis <= 0) {
                    throw new SocketTimeoutException("no hello in time");
                }
                socket.setSoTimeout((int) leftMillis);
            }
            return super.read(to, offset, length);
        }
    }
}
