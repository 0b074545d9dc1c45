package dev.maat.contract;

/**
 * Bounds that the runtime sets and a core must keep.
 *
 * @param maxPacketBytes the longest packet a core may send; it fragments what is longer
 * @param maxPayloadBytes the longest payload that will be multicast
 * @param maxBufferBytes what a core may hold in buffers; reported by {@link Effect.Sample} as the bound
 */
public record Limits(int maxPacketBytes, int maxPayloadBytes, long maxBufferBytes) {
    public static final Limits DEFAULT = new Limits(1_400, 256 * 1024, 8L << 20);
}
