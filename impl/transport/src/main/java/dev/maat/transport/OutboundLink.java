package dev.maat.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A connection to one peer, for packets to it. When it breaks it is made again, with growing delay.
 *
 * <pre>
 * waiting    --delay over-->  connecting --established--> connected
 * connecting --refused, time-out--> waiting          connected --closed, reset--> waiting
 * </pre>
 *
 * Packets sent while it is not connected are lost, and so are packets still queued when it breaks.
 */
final class OutboundLink implements Links.Ready {
    static final int MAX_QUEUED_BYTES = 1 << 20;
    private static final long MIN_DELAY_NANOS = 20_000_000L;
    private static final long MAX_DELAY_NANOS = 500_000_000L;
    private static final long CONNECT_TIMEOUT_NANOS = 2_000_000_000L;

    /**
     * A proxy accepts connections and closes them at once while the peer behind it is away, so only a connection that lasted counts
     * as a success.
     */
    private static final long LASTING_NANOS = 1_000_000_000L;

    /**
     * A connection that is closed within this time was made by a proxy whose peer is away. One that is closed later had a process at its
     * other end, which may live on.
     */
    private static final long AT_ONCE_NANOS = 50_000_000L;

    private final String self;
    private final InetSocketAddress peer;
    private final Selector selector;
    private final LinkCounters counters;
    private final Runnable unreachable;
    private final ArrayDeque<ByteBuffer> queue = new ArrayDeque<>();
    private int queuedBytes;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private boolean connected;
    /** Whether a connection stood and broke. One that breaks while its peer lives comes about again. */
    private boolean broken;

    private long sinceNanos = System.nanoTime();
    private long delayNanos;

    /** @param unreachable told when a connection broke, and the next was refused or closed at once. */
    OutboundLink(String self, InetSocketAddress peer, Selector selector, LinkCounters counters, Runnable unreachable) {
        this.self = self;
        this.peer = peer;
        this.selector = selector;
        this.counters = counters;
        this.unreachable = unreachable;
    }

    void work(long nowNanos) {
        if (nextWorkNanos(nowNanos) > 0) {
            return;
        }
        if (channel == null) {
            connect(nowNanos);
        } else {
            // Silence is no refusal: a cut has it too.
            disconnect(nowNanos, false);
        }
    }

    long nextWorkNanos(long nowNanos) {
        if (connected) {
            return Links.NO_WORK;
        }
        return Math.max(0, sinceNanos + (channel == null ? delayNanos : CONNECT_TIMEOUT_NANOS) - nowNanos);
    }

    private void connect(long nowNanos) {
        sinceNanos = nowNanos;
        try {
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (opened.connect(peer)) {
                key = opened.register(selector, SelectionKey.OP_READ, this);
                established(nowNanos);
            } else {
                key = opened.register(selector, SelectionKey.OP_CONNECT, this);
            }
        } catch (IOException e) {
            disconnect(nowNanos, isRefusal(e));
        }
    }

    private void established(long nowNanos) throws IOException {
        connected = true;
        sinceNanos = nowNanos;
        enqueue(Wire.hello(self));
        flush();
    }

    @Override
    public void ready(SelectionKey ready) {
        SocketChannel open = channel;
        if (open == null) {
            return;
        }
        try {
            if (ready.isConnectable() && open.finishConnect()) {
                ready.interestOps(SelectionKey.OP_READ);
                established(System.nanoTime());
            } else if (connected) {
                if (ready.isReadable()) {
                    // Nothing is ever sent in this direction: readable means closed, or a peer that breaks the
                    // protocol.
                    throw new IOException("closed by the peer");
                }
                flush();
            }
        } catch (IOException e) {
            disconnect(System.nanoTime(), isRefusal(e));
        }
    }

    void send(ByteBuffer frame) {
        if (!connected || queuedBytes + frame.remaining() > MAX_QUEUED_BYTES) {
            counters.lostSend();
            return;
        }
        enqueue(frame);
        try {
            flush();
        } catch (IOException e) {
            disconnect(System.nanoTime(), isRefusal(e));
        }
    }

    private void enqueue(ByteBuffer frame) {
        queue.add(frame);
        queuedBytes += frame.remaining();
    }

    private void flush() throws IOException {
        SocketChannel open = channel;
        if (open == null || key == null) {
            return;
        }
        while (!queue.isEmpty()) {
            ByteBuffer frame = queue.element();
            queuedBytes -= open.write(frame);
            if (frame.hasRemaining()) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                return;
            }
            queue.remove();
        }
        key.interestOps(SelectionKey.OP_READ);
    }

    /** A connection that was closed is as good as refused, if it was closed at once. A router without a way there refuses nothing. */
    private boolean isRefusal(IOException e) {
        boolean atOnce = System.nanoTime() - sinceNanos < AT_ONCE_NANOS;
        return connected ? atOnce : !(e instanceof NoRouteToHostException);
    }

    private void disconnect(long nowNanos, boolean refused) {
        boolean lasted = connected && nowNanos - sinceNanos > LASTING_NANOS;
        delayNanos = lasted ? MIN_DELAY_NANOS : Math.min(MAX_DELAY_NANOS, Math.max(MIN_DELAY_NANOS, 2 * delayNanos));
        sinceNanos = nowNanos;
        if (lasted) {
            broken = false;
        }
        if (broken && refused) {
            unreachable.run();
        }
        broken |= connected;
        close();
    }

    void close() {
        counters.lostSends(queue.size());
        queue.clear();
        queuedBytes = 0;
        connected = false;
        SocketChannel open = channel;
        channel = null;
        key = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // The connection is gone either way.
            }
        }
    }
}
