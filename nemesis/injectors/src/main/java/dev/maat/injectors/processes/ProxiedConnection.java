package dev.maat.injectors.processes;

import dev.maat.faults.Link;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One connection through the proxy. Each direction has a thread that reads and one that writes, with a bounded queue between them: so
 * a delay postpones every piece and slows none down, and a full queue slows the sender down as TCP itself does.
 */
final class ProxiedConnection {
    private static final int PIECE_BYTES = 1 << 14;
    private static final int MAX_PIECES = 64;
    private static final int END = 0;

    private final Link link;
    private final Socket near;
    private final Socket far = new Socket();
    private final ConnectionRules rules;
    private final Consumer<ProxiedConnection> gone;
    private volatile boolean isOver;

    /** A piece of the stream, and when it is due; an empty one is the end of the stream. */
    private record Piece(long dueNanos, byte[] bytes) {}

    /**
     * @param link from the node that connects
     * @param gone told when the connection is over
     */
    ProxiedConnection(Link link, Socket near, ConnectionRules rules, Consumer<ProxiedConnection> gone) {
        this.link = link;
        this.near = near;
        this.rules = rules;
        this.gone = gone;
    }

    Link link() {
        return link;
    }

    boolean isEstablished() {
        return far.isConnected() && !isOver;
    }

    /** Connects to the peer as soon as no cut is in the way, and begins to carry. */
    void run(InetSocketAddress peer, int connectMillis) {
        Link back = new Link(link.to(), link.from());
        try {
            rules.awaitOpen(link);
            rules.awaitOpen(back);
            far.connect(peer, connectMillis);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            carry(link, near, far);
            carry(back, far, near);
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            reset();
        }
    }

    private void carry(Link direction, Socket from, Socket to) {
        BlockingQueue<Piece> pieces = new ArrayBlockingQueue<>(MAX_PIECES);
        Thread.ofVirtual().name("read-" + direction).start(() -> read(direction, from, pieces));
        Thread.ofVirtual().name("write-" + direction).start(() -> write(direction, pieces, to));
    }

    private void read(Link direction, Socket from, BlockingQueue<Piece> pieces) {
        byte[] buffer = new byte[PIECE_BYTES];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                put(pieces, new Piece(System.nanoTime() + rules.delayNanos(direction), Arrays.copyOf(buffer, read)));
            }
            put(pieces, new Piece(System.nanoTime(), new byte[END]));
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(BlockingQueue<Piece> pieces, Piece piece) throws InterruptedException {
        while (!isOver && !pieces.offer(piece, 1, TimeUnit.SECONDS)) {
            Thread.onSpinWait();
        }
    }

    private void write(Link direction, BlockingQueue<Piece> pieces, Socket to) {
        try {
            OutputStream out = to.getOutputStream();
            while (!isOver) {
                Piece piece = pieces.poll(1, TimeUnit.SECONDS);
                if (piece == null) {
                    continue;
                }
                long left = piece.dueNanos() - System.nanoTime();
                if (left > 0) {
                    TimeUnit.NANOSECONDS.sleep(left);
                }
                rules.awaitOpen(direction);
                if (piece.bytes().length == END) {
                    end(to);
                    return;
                }
                out.write(piece.bytes());
            }
        } catch (IOException e) {
            reset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes the end of a direction on; the second end closes the connection. */
    private synchronized void end(Socket to) throws IOException {
        to.shutdownOutput();
        if (near.isOutputShutdown() && far.isOutputShutdown()) {
            isOver = true;
            near.close();
            far.close();
            gone.accept(this);
        }
    }

    /** Both ends see that the connection was reset. */
    void reset() {
        isOver = true;
        reset(near);
        reset(far);
        gone.accept(this);
    }

    static void reset(Socket socket) {
        try (socket) {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
            return;
        }
    }
}
