package dev.maat.contract;

/**
 * Bounds that the runtime sets and a core must keep.
 *
 * @param maxPacketBytes the longest packet a core may send; longer messages are fragmented
 * @param maxPayloadBytes the longest payload that the application multicasts
 * @param maxBufferBytes how much a core may hold in buffers; reported by {@link Effect.Sample} as the bound
 */
public record Limits(int maxPacketBytes, int maxPayloadBytes, long maxBufferBytes) {
    public static final Limits DEFAULT = new Limits(1_400, 256 * 1024, 8L << 20);

    /**
     * For the runtime, before it carries out {@link Effect.Send}.
     *
     * @throws BrokenContractException if the packet is longer than {@code maxPacketBytes}
     */
    public void checkPacket(byte[] packet) {
        if (packet.length > maxPacketBytes) {
            throw new BrokenContractException(tooLong(packet.length));
        }
    }

    /** How a packet that is too long is told to those who write a core: with the way out. */
    public String tooLong(int packetBytes) {
        return "the core sent a packet of " + packetBytes + " bytes; the limit is " + maxPacketBytes
                + " ('limits' of Input.Start): a core splits longer messages, or is run with smaller ones, as by --payload 32-1000";
    }
}
