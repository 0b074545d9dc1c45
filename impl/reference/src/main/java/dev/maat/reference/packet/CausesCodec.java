package dev.maat.reference.packet;

import java.util.ArrayList;
import java.util.List;

/**
 * The deliveries of a sender since it last told of them, as the body of a unit: per stream of which it delivered more, the stream's rank
 * and by how much its number has grown. A sender that answers one message says a handful of bytes, however large the view.
 */
public final class CausesCodec {
    /** A rank and a number, at their longest. */
    public static final int MAX_ENTRY_BYTES = 11;

    private CausesCodec() {}

    /** Takes the growth of one stream. */
    @FunctionalInterface
    public interface GrowthSink {
        void grown(int rank, long by);
    }

    /**
     * As many bodies as it takes for each to be at most {@code maxBytes} long; none if nothing has grown.
     *
     * @param said per rank: what was said before
     * @param now per rank: no number is lower than before
     */
    public static List<byte[]> encode(long[] said, long[] now, int maxBytes) {
        List<byte[]> bodies = new ArrayList<>();
        PacketWriter out = new PacketWriter(2 * MAX_ENTRY_BYTES);
        for (int rank = 0; rank < now.length; rank++) {
            if (now[rank] > said[rank]) {
                if (out.length() + MAX_ENTRY_BYTES > maxBytes) {
                    bodies.add(out.toBytes());
                    out = new PacketWriter(2 * MAX_ENTRY_BYTES);
                }
                out.var(rank).var(now[rank] - said[rank]);
            }
        }
        if (out.length() > 0) {
            bodies.add(out.toBytes());
        }
        return bodies;
    }

    /** Gives each growth to the sink, in order; stops where the bytes are none. */
    public static void decode(byte[] body, GrowthSink sink) {
        try {
            PacketReader in = new PacketReader(body);
            while (in.remaining() > 0) {
                sink.grown(in.count(PacketCodec.MAX_MEMBERS - 1), in.count64());
            }
        } catch (MalformedPacketException e) {
            // Entries before the damage count as if they had come alone.
            return;
        }
    }
}
