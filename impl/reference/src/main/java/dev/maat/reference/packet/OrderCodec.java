package dev.maat.reference.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/** Order data as the body of a unit: the first place, then per place the rank and the last unit of the message. */
public final class OrderCodec {
    private static final int MAX_ENTRY_BYTES = 12;
    private static final int HEADER_BYTES = 15;

    private OrderCodec() {}

    /** Takes one place. */
    @FunctionalInterface
    public interface PlaceSink {
        void place(long place, int rank, long last);
    }

    /** As many bodies as it takes for each to be at most {@code maxBytes} long. */
    public static List<byte[]> encode(
            long firstPlace, int count, IntUnaryOperator rankAt, IntToLongFunction lastAt, int maxBytes) {
        int perBody = Math.max(1, (maxBytes - HEADER_BYTES) / MAX_ENTRY_BYTES);
        List<byte[]> bodies = new ArrayList<>();
        for (int from = 0; from < count; from += perBody) {
            int to = Math.min(count, from + perBody);
            PacketWriter out = new PacketWriter(HEADER_BYTES + (to - from) * 4);
            out.var(firstPlace + from).var(to - from);
            for (int i = from; i < to; i++) {
                out.var(rankAt.applyAsInt(i)).var(lastAt.applyAsLong(i));
            }
            bodies.add(out.toBytes());
        }
        return bodies;
    }

    /** Gives each place to the sink, in order; stops where the bytes are no order data. */
    public static void decode(byte[] body, PlaceSink sink) {
        try {
            PacketReader in = new PacketReader(body);
            long place = in.count64();
            int count = in.count(in.remaining());
            for (int i = 0; i < count; i++) {
                sink.place(place + i, in.count(PacketCodec.MAX_MEMBERS - 1), in.count64());
            }
        } catch (MalformedPacketException e) {
            // The places before the damage are as good as if they had come alone.
            return;
        }
    }
}
