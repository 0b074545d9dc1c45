package dev.maat.node.protocol;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The harness's end of one node's control connection. Thread-safe. It has two threads: one reads and calls the listener; the
 * other writes, so that a paused node, which reads nothing, never stops the harness.
 */
public final class NodeClient implements AutoCloseable {
    private static final int MAX_QUEUED_COMMANDS = 4_096;
    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;
    /** A node on a loaded machine may accept a connection long before it answers. */
    private static final long HELLO_TIMEOUT_MILLIS = 5_000;

    private static final long RETRY_DELAY_MILLIS = 25;

    private final Socket socket;
    private final NodeListener listener;
    private final BlockingQueue<byte[]> commands = new ArrayBlockingQueue<>(MAX_QUEUED_COMMANDS);
    private final AtomicBoolean closed = new AtomicBoolean();

    private NodeClient(Socket socket, NodeListener listener) {
        this.socket = socket;
        this.listener = listener;
    }

    /**
     * Connects, and tries again until the node says hello or the time is over: a node that is still starting refuses connections,
     * and a forwarded port accepts and closes them.
     *
     * @param token of the run, which the node asks for
     * @throws IOException if no node says hello in time; the cause is the last failure
     */
    public static NodeClient connect(InetSocketAddress address, String token, Duration timeout, NodeListener listener)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                return attempt(address, token, helloTimeoutMillis(deadline), listener);
            } catch (IOException e) {
                long leftNanos = deadline - System.nanoTime();
                if (leftNanos <= 0) {
                    throw new IOException(
                            "no node said hello on " + address + " within " + timeout.toMillis() + " ms: "
                                    + e.getMessage(),
                            e);
                }
                TimeUnit.NANOSECONDS.sleep(Math.min(leftNanos, TimeUnit.MILLISECONDS.toNanos(RETRY_DELAY_MILLIS)));
            }
        }
    }

    private static int helloTimeoutMillis(long deadlineNanos) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        return (int) Math.clamp(leftMillis, CONNECT_TIMEOUT_MILLIS, HELLO_TIMEOUT_MILLIS);
    }

    private static NodeClient attempt(
            InetSocketAddress address, String token, int helloTimeoutMillis, NodeListener listener) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, CONNECT_TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(helloTimeoutMillis);
            socket.getOutputStream().write(Codec.encode(new Command.Hello(Protocol.VERSION, token)));
            LineReader lines = new LineReader(socket.getInputStream(), Protocol.MAX_LINE_BYTES);
            byte[] first = lines.next();
            if (first == null) {
                throw new IOException("the connection was closed before the node's hello");
            }
            Answer answer = Codec.answer(first);
            if (answer instanceof Answer.Failed refused) {
                throw new IOException("the node refused the connection: " + refused.why());
            }
            if (!(answer instanceof Answer.Hello hello)) {
                throw new IOException("the first line is no hello");
            }
            socket.setSoTimeout(0);
            NodeClient client = new NodeClient(socket, listener);
            client.run("node-client-" + hello.node(), hello, lines);
            return client;
        } catch (IOException e) {
            socket.close();
            throw e;
        } catch (ProtocolException e) {
            socket.close();
            throw new IOException(e.getMessage(), e);
        }
    }

    private void run(String name, Answer.Hello hello, LineReader lines) {
        Thread.ofPlatform().daemon().name(name + "-writer").start(this::write);
        Thread.ofPlatform().daemon().name(name + "-reader").start(() -> read(hello, lines));
    }

    private void read(Answer.Hello hello, LineReader lines) {
        @Nullable Exception why = null;
        try {
            listener.answer(hello);
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                if (Codec.isAnswer(line)) {
                    listener.answer(Codec.answer(line));
                } else {
                    listener.historyLine(line);
                }
            }
        } catch (IOException | ProtocolException e) {
            why = closed.get() ? null : e;
        } finally {
            close();
            listener.closed(why);
        }
    }

    private void write() {
        try {
            OutputStream out = socket.getOutputStream();
            while (!closed.get()) {
                byte[] command = commands.poll(100, TimeUnit.MILLISECONDS);
                if (command != null) {
                    out.write(command);
                }
            }
        } catch (IOException e) {
            // The reading thread sees the same failure and tells the listener.
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
        }
    }

    /** Queues a command. False if the connection is gone, or the node leaves {@link #MAX_QUEUED_COMMANDS} unread. */
    public boolean send(Command command) {
        return !closed.get() && commands.offer(Codec.encode(command));
    }

    /** Closes the connection; the node goes on. Commands not yet written are lost. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                socket.close();
            } catch (IOException e) {
                // The connection is being given up; a failure to close it changes nothing.
            }
        }
    }
}
