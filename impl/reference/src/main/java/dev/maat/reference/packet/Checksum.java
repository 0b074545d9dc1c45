package dev.maat.reference.packet;

import dev.maat.contract.ProcessId;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * CRC-32C, against damage (RFC 9260, appendix A, has it for SCTP). It proves nothing about the sender: whoever can send to a member can
 * make it. Repeated packets pass: the network repeats packets by itself, and the protocol takes no harm from one that is about the running
 * view.
 */
public final class Checksum implements Seal {
    private static final int BYTES = 4;

    private final CRC32C crc = new CRC32C();

    @Override
    public int bytes() {
        return BYTES;
    }

    @Override
    public void close(ByteBuffer packet) {
        int at = packet.limit() - BYTES;
        packet.putInt(at, sum(packet, 0, at));
    }

    @Override
    public boolean isIntact(ByteBuffer packet) {
        int at = packet.limit() - BYTES;
        return packet.getInt(at) == sum(packet, packet.position(), at);
    }

    @Override
    public boolean isFresh(ProcessId sender, ByteBuffer packet) {
        return true;
    }

    private int sum(ByteBuffer packet, int from, int to) {
        crc.reset();
        if (packet.hasArray()) {
            crc.update(packet.array(), packet.arrayOffset() + from, to - from);
        } else {
            crc.update(packet.slice(from, to - from));
        }
        return (int) crc.getValue();
    }
}
