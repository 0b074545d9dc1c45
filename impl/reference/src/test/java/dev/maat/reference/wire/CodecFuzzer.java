package dev.maat.reference.wire;

import dev.maat.reference.packet.CausesCodec;
import dev.maat.reference.packet.Envelope;
import dev.maat.reference.packet.OrderCodec;
import dev.maat.reference.packet.PacketCodec;
import java.util.Arrays;

/** Reads bytes as packets, pieces and bodies of units: nothing throws, and what is read is written as what is read again. */
public final class CodecFuzzer {
    private static long inputs;

    private CodecFuzzer() {}

    /** The target of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) {
        inputs++;
        PacketCodec.isOurs(input);
        PacketCodec.peek(input);
        PacketCodec.decodePiece(input, input.length);
        CausesCodec.decode(input, (rank, by) -> {});
        OrderCodec.decode(input, (place, rank, last) -> {});
        Envelope read = PacketCodec.decode(input);
        if (read != null) {
            byte[] written = PacketCodec.encode(read);
            Envelope again = PacketCodec.decode(written);
            if (again == null || !Arrays.equals(PacketCodec.encode(again), written)) {
                throw new AssertionError("reads differently once written: " + read);
            }
        }
    }

    /** Called by the fuzzer at its end. */
    public static void fuzzerTearDown() {
        System.err.println("CodecFuzzer: " + inputs + " inputs");
    }
}
