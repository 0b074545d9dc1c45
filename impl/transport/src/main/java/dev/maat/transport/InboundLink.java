package dev.maat.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** An accepted connection: packets of one peer, which its hello names. */
final class InboundLink implements Links.Ready {
    /** Buffers read before timers, commands and other peers get their turn. */
    private static final int MAX_READS_AT_ONCE = 4;

    private static final int MIN_BUFFER_BYTES = 1 << 16;

    private final SocketChannel channel;
    private final TcpLinks links;
    private final int maxFrameBytes;
    private final long acceptedNanos;
    private final ByteBuffer buffer;
    private @Nullable String from;

    InboundLink(SocketChannel channel, TcpLinks links, int maxFrameBytes, long acceptedNanos) {
        this.channel = channel;
        this.links = links;
        this.maxFrameBytes = maxFrameBytes;
        this.acceptedNanos = acceptedNanos;
        this.buffer = ByteBuffer.allocate(
                Math.max(MIN_BUFFER_BYTES, Wire.LENGTH_BYTES + Math.max(maxFrameBytes, Wire.MAX_HELLO_BYTES)));
    }

    long acceptedNanos() {
        return acceptedNanos;
    }

    @Override
    public void ready(SelectionKey key) {
        for (int i = 0; i < MAX_READS_AT_ONCE && channel.isOpen(); i++) {
            if (i > 0 && !links.mayReadOn()) {
                return;
            }
            int read;
            try {
                read = channel.read(buffer);
            } catch (IOException e) {
                // A reset: packets under way are lost, and the peer connects again.
                read = -1;
            }
            if (read < 0) {
                close();
                return;
            }
            if (read == 0 || !takeFrames()) {
                return;
            }
        }
    }

    /** Takes every whole frame out of the buffer; false once the connection is closed. */
    private boolean takeFrames() {
        buffer.flip();
        while (buffer.remaining() >= Wire.LENGTH_BYTES) {
            int length = buffer.getInt(buffer.position());
            if (length < Wire.KIND_BYTES || length > (from == null ? Wire.MAX_HELLO_BYTES : maxFrameBytes)) {
                links.malformed();
                close();
                return false;
            }
            if (buffer.remaining() < Wire.LENGTH_BYTES + length) {
                break;
            }
            buffer.position(buffer.position() + Wire.LENGTH_BYTES);
            if (!takeFrame(length)) {
                close();
                return false;
            }
        }
        buffer.compact();
        return channel.isOpen();
    }

    private boolean takeFrame(int length) {
        if (from == null) {
            byte[] hello = new byte[length];
            buffer.get(hello);
            String name = Wire.nameInHello(hello);
            if (!links.identified(this, name)) {
                return false;
            }
            from = name;
            return true;
        }
        byte kind = buffer.get();
        if (kind != Wire.DATA && kind != Wire.PROBE) {
            links.malformed();
            return false;
        }
        int end = buffer.position() + length - Wire.KIND_BYTES;
        links.received(from, kind, buffer.duplicate().limit(end));
        buffer.position(end);
        return true;
    }

    void close() {
        links.closed(this, from);
        try {
            channel.close();
        } catch (IOException e) {
            // The connection is gone either way.
        }
    }
}
