package dev.maat.simulation;

import dev.maat.faults.SeedDraw;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A 64-bit hash of a packet, eight bytes at a time. */
final class PacketHash {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private PacketHash() {}

    static long of(byte[] packet) {
        long hash = packet.length;
        int at = 0;
        for (; at + Long.BYTES <= packet.length; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(packet, at)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        for (; at < packet.length; at++) {
            hash = (hash ^ (packet[at] & 0xFF)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return SeedDraw.mix(hash, packet.length);
    }
}
