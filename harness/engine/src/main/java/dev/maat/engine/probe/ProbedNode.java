package dev.maat.engine.probe;

import dev.maat.engine.live.HostCondition;
import dev.maat.engine.processes.ProcessHosts;
import dev.maat.node.protocol.Codec;
import dev.maat.node.protocol.Command;
import dev.maat.node.protocol.LineReader;
import dev.maat.node.protocol.NodeClient;
import dev.maat.node.protocol.Protocol;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One process of a node under the probe, and the connection to it. */
final class ProbedNode implements Closeable {
    private static final long BOOT_MILLIS = 50_000;
    private static final long RETRY_MILLIS = 25;
    private static final int STRANGER_MILLIS = 5_000;
    /** From the end of a connection to the end of its process. */
    private static final Duration EXIT_LIMIT = Duration.ofSeconds(2);

    private final String name;
    private final ProcessHosts hosts;
    private final InetSocketAddress address;
    private final Ear ear;
    private @Nullable NodeClient client;
    private long startNanos;

    /** A process that was started already. One that has ended by now is not started again: its output would be there twice. */
    ProbedNode(String name, ProcessHosts hosts) {
        this.name = name;
        this.hosts = hosts;
        this.address = hosts.control(name);
        this.ear = new Ear(name, this::ending);
    }

    /** Starts the next process of a node. */
    static ProbedNode next(String name, ProcessHosts hosts) throws IOException {
        hosts.start(name);
        return new ProbedNode(name, hosts);
    }

    String name() {
        return name;
    }

    Ear ear() {
        return ear;
    }

    /** When the start command was sent, on this machine's monotonic clock. */
    long startNanos() {
        return startNanos;
    }

    /** Waits until it accepts connections, and returns where. */
    String awaitListening() throws WrongException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BOOT_MILLIS);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(address, STRANGER_MILLIS);
                return name + " listens at " + address.getAddress().getHostAddress() + ":" + address.getPort();
            } catch (IOException e) {
                boolean hasEnded = hosts.condition(name).kind() == HostCondition.Kind.ENDED;
                if (hasEnded || System.nanoTime() > deadline) {
                    throw new WrongException(
                            name + ": " + hosts.condition(name).words() + said(),
                            "a TCP socket that listens at the address behind --listen ("
                                    + address.getAddress().getHostAddress() + ":" + address.getPort()
                                    + "), with SO_REUSEADDR, within " + TimeUnit.MILLISECONDS.toSeconds(BOOT_MILLIS)
                                    + " s");
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }

    /** How the process is, once its connection is gone, and the last that it printed. */
    private String ending() throws InterruptedException {
        hosts.awaitEnd(name, EXIT_LIMIT);
        return hosts.condition(name).words() + said();
    }

    private String said() {
        String output = hosts.lastOutput(name).strip();
        return output.isEmpty() ? "; it has printed nothing" : "; the last that it printed: " + output;
    }

    /** The node's answer to a connection with another token, once the connection is closed. */
    String answerToAStranger() throws WrongException {
        String right =
                "no word but an error, and the connection closed: a stranger on the machine must neither read nor command";
        try (Socket socket = new Socket()) {
            socket.connect(address, STRANGER_MILLIS);
            socket.setSoTimeout(STRANGER_MILLIS);
            socket.getOutputStream()
                    .write(Codec.encode(new Command.Hello(Protocol.VERSION, "a-token-of-another-run-0000000000")));
            LineReader lines = new LineReader(socket.getInputStream(), Protocol.MAX_LINE_BYTES);
            byte[] first = lines.next();
            String said = first == null ? "nothing" : Ear.brief(new String(first, StandardCharsets.UTF_8));
            if (first != null && !said.startsWith("{\"answer\":\"error\"")) {
                throw new WrongException("a connection with a wrong token was answered: " + said, right);
            }
            if (first != null && lines.next() != null) {
                throw new WrongException("a connection with a wrong token was served on", right);
            }
            return "answered by " + said + ", then closed";
        } catch (SocketTimeoutException e) {
            throw new WrongException(
                    "a connection with a wrong token stays open for " + STRANGER_MILLIS + " ms", right);
        } catch (IOException reset) {
            return "reset";
        }
    }

    /** Says hello with the right token. */
    void connect() throws WrongException, InterruptedException {
        try {
            client = NodeClient.connect(address, hosts.token(), Duration.ofMillis(BOOT_MILLIS / 3), ear);
        } catch (IOException e) {
            throw new WrongException(
                    e.getMessage() + ": " + ending(),
                    "as the first line {\"answer\":\"hello\",\"protocol\":\"" + Protocol.NAME + "\",\"version\":"
                            + Protocol.VERSION + ",\"node\":\"" + name + "\",\"process\":null}");
        }
    }

    void send(Command command) throws WrongException, InterruptedException {
        if (command instanceof Command.Start start) {
            startNanos = start.nowNanos();
        }
        NodeClient connected = client;
        if (connected == null || !connected.send(command)) {
            throw new WrongException(
                    "the connection to " + name + " is gone: " + ending(),
                    "the connection stays open until the node's end");
        }
    }

    /** Tells the node to end, unless it has ended already: a stopped node need not wait for the word. */
    void sendExit() {
        NodeClient connected = client;
        if (connected != null) {
            connected.send(new Command.Exit());
        }
    }

    @Override
    public void close() {
        NodeClient connected = client;
        if (connected != null) {
            connected.close();
        }
    }
}
