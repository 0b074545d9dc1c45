package dev.maat.reference.packet;

import dev.maat.contract.ProcessId;
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
    public void close(byte[] packet) {
        int at = packet.length - BYTES;
        int sum = sum(packet, at);
        for (int i = 0; i < BYTES; i++) {
            packet[at + i] = (byte) (sum >>> (24 - 8 * i));
        }
    }

    @Override
    public boolean isIntact(byte[] packet) {
        int at = packet.length - BYTES;
        int sum = sum(packet, at);
        for (int i = 0; i < BYTES; i++) {
            if (packet[at + i] != (byte) (sum >>> (24 - 8 * i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isFresh(ProcessId sender, byte[] packet) {
        return true;
    }

    private int sum(byte[] packet, int length) {
        crc.reset();
        crc.update(packet, 0, length);
        return (int) crc.getValue();
    }
}
