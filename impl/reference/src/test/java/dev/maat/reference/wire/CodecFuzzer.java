package dev.maat.reference.wire;

import dev.maat.reference.packet.CausesCodec;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.OrderCodec;
import dev.maat.reference.packet.PacketCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads bytes as packets, pieces and bodies of units: nothing throws, and what is read is written as what is read again. */
public final class CodecFuzzer {
    private static final int KINDS = 20;
    private static final int VERSION = 2;

    private static long inputs;

    private CodecFuzzer() {}

    /** The target of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        read(input);
    }

    /** The bytes as they are, and once as each kind of packet, whole and as a piece; how many inputs these are. */
    static int read(byte[] input) {
        readOnce(input);
        int count = 1;
        byte[] packet = input.clone();
        for (int form = 0; form < 2 && packet.length > 4; form++) {
            for (int kind = 1; kind <= KINDS; kind++) {
                packet[0] = 'M';
                packet[1] = VERSION;
                packet[2] = (byte) form;
                packet[3] = (byte) kind;
                readOnce(packet);
                count++;
            }
        }
        inputs += count;
        return count;
    }

    private static void readOnce(byte[] input) {
        PacketCodec.isOurs(ByteBuffer.wrap(input));
        PacketCodec.peek(input);
        PacketCodec.decodePiece(ByteBuffer.wrap(input));
        CausesCodec.decode(input, (rank, by) -> {});
        OrderCodec.decode(input, (place, rank, last) -> {});
        Envelope read = PacketCodec.decode(ByteBuffer.wrap(input));
        if (read != null) {
            byte[] written = PacketCodec.encode(read);
            Envelope again = PacketCodec.decode(ByteBuffer.wrap(written));
            if (again == null || !Arrays.equals(PacketCodec.encode(again), written)) {
                throw new AssertionError("reads differently once written: " + read);
            }
        }
    }

    /** Called by the fuzzer at its end. */
    public static void fuzzerTearDown() {
        System.err.println("CodecFuzzer: " + inputs + " byte sequences were read");
    }
}
