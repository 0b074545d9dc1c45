package dev.maat.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The format on the wire. A datagram is one kind byte and the core's packet. On TCP the same bytes are a frame, with the length
 * in front (four bytes, big-endian, the kind byte counted). A connection's first frame is the hello: kind, magic, version, name
 * of the connecting node.
 */
final class Wire {
    static final byte DATA = 0;
    static final byte PROBE = 1;
    static final byte HELLO = 2;
    /** A datagram that asks for nothing but the ICMP message that nobody takes it. */
    static final byte SOUNDING = 3;

    static final int KIND_BYTES = 1;
    static final int LENGTH_BYTES = 4;
    private static final int MAGIC = 0x4d614174;
    private static final byte VERSION = 1;
    private static final int HELLO_BYTES = KIND_BYTES + 4 + 1;
    static final int MAX_HELLO_BYTES = HELLO_BYTES + 1_024;

    private Wire() {}

    /** A copy of what lies between 0 and the limit, with the length in front. */
    static ByteBuffer withLength(ByteBuffer frame) {
        int bytes = frame.limit();
        return ByteBuffer.allocate(LENGTH_BYTES + bytes)
                .putInt(bytes)
                .put(LENGTH_BYTES, frame, 0, bytes)
                .position(0);
    }

    static ByteBuffer sounding() {
        return ByteBuffer.wrap(new byte[] {SOUNDING});
    }

    static ByteBuffer probe() {
        return ByteBuffer.wrap(new byte[] {PROBE});
    }

    static ByteBuffer hello(String node) {
        byte[] name = node.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(LENGTH_BYTES + HELLO_BYTES + name.length)
                .putInt(HELLO_BYTES + name.length)
                .put(HELLO)
                .putInt(MAGIC)
                .put(VERSION)
                .put(name)
                .flip();
    }

    /** The name in a hello frame (after its length). If the frame is no hello: the empty name, which no node has. */
    static String nameInHello(byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame);
        if (frame.length < HELLO_BYTES || in.get() != HELLO || in.getInt() != MAGIC || in.get() != VERSION) {
            return "";
        }
        return new String(frame, HELLO_BYTES, frame.length - HELLO_BYTES, StandardCharsets.UTF_8);
    }
}
